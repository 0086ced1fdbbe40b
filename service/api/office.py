"""The routes that the page's own work needs: what may be asked, what is kept, what is wrong."""

from service.api import feedback, groups, indicators, kept, suggestions

ROUTERS = (suggestions, indicators, kept, groups, feedback)
