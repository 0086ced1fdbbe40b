"""A library of a data folder, poured into PostgreSQL."""

from pathlib import Path

from sqlalchemy import func, select

from evals.poured import pour
from evals.servers import Servers
from service import ledger
from service.ledger import FactQuery, Ledger
from tests.conftest import HashEmbeddings
from vectorstore.library import Shelf
from vectorstore.places import Places
from vectorstore.tables import EMBEDDED, FILINGS


def test_what_is_poured_is_what_was_filed_and_is_gone_on_with(
    seed_data_dir: Path, tmp_path: Path, servers: Servers
) -> None:
    embeddings = HashEmbeddings()
    here = Shelf(seed_data_dir, embeddings, prepare=ledger.create).current()
    url = servers.database("poured")
    pour(seed_data_dir, url, model=embeddings.name, without=2)
    shelf = Shelf(Places(tmp_path, url, servers.chroma_url), embeddings, prepare=ledger.create)
    there = shelf.current()
    assert there.reports() == here.reports()
    every = FactQuery(standing=None)
    assert Ledger(there).facts(every) == Ledger(here).facts(every)
    filings = here.filings([report.id for report in here.reports()])
    best = [library.keywords.best("新能源产业", filings) for library in (here, there)]
    assert best[0] == best[1]
    assert all(there.is_intact(report.id) for report in here.reports())
    with there.engine.connect() as connection:
        embedded = connection.scalar(select(func.count(EMBEDDED.c.filing.distinct())))
        newest = connection.scalar(select(func.max(FILINGS.c.number)))
    assert embedded == len(filings) - 2
    with shelf.begin() as state:
        state.remove(here.reports()[0].id)
        state.commit()
    assert shelf.current().reports() == here.reports()[1:]
    assert newest == max(filings)
