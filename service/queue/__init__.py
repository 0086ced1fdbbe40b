"""Work past one machine: jobs and conversations in PostgreSQL, workers that take jobs from it."""
