"""Who works on what: people, projects, the log, files and jobs."""

from projects.models.jobs import Job
from projects.models.people import Invitation, Membership, Role, User
from projects.models.projects import Project, ProjectTag
from projects.models.records import Access, Event, StoredFile

__all__ = [
    "Access",
    "Event",
    "Invitation",
    "Job",
    "Membership",
    "Project",
    "ProjectTag",
    "Role",
    "StoredFile",
    "User",
]
