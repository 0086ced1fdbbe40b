"""Figures, facts, ledger, proof, tasks and the faces (CLI, HTTP, page) of gongbao."""
