"""The routes that the page's own work needs: what may be asked, what is kept, what is wrong."""

from service.api import (
    check_file,
    feedback,
    filed,
    groups,
    indicators,
    kept,
    mine,
    papers,
    suggestions,
)

ROUTERS = (check_file, suggestions, indicators, kept, papers, groups, mine, feedback, filed)
