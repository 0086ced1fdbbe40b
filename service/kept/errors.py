"""What may go wrong with kept work."""

from service.errors import ServiceError


class UnknownWork(ServiceError):
    """No such work is kept, or it is another's."""

    problem = "unknown-work"
    status = 404
    title = "没有这条记录"
