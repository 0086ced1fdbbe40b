"""`gongbao worker`."""

from functools import partial

import typer

from service.audit import Audit
from service.cli.arguments.serving import RunWorker as Given
from service.cli.ingest import read_doubtful
from service.cli.output import note
from service.cli.world import settings_of
from service.errors import BadSettings
from service.queue.records import Records, shared
from service.queue.worker import Worker


def worker(context: typer.Context, given: Given) -> None:
    """Take jobs from the queue until interrupted."""
    settings = settings_of(context, given.data_dir)
    places = settings.places
    if places.database_url is None:
        raise BadSettings("gongbao worker 从 PostgreSQL 领任务，请先设置 GONGBAO_DATABASE_URL。")
    note("开始领任务，按 Ctrl-C 停止。")
    records = Records(shared(places.database_url))
    audit = Audit(settings.data_dir, settings.audit_bytes) if settings.audit else None
    after = partial(read_doubtful, settings)
    work = Worker(places, records, settings.embeddings_spec, after=after, audit=audit)
    work.run(until_empty=given.until_empty)
    note("已停止。")
