"""Addresses of people and their work: accounts, teams, jobs, the access log."""

from django.urls import path

from projects.views import access_log, home, jobs, joining, team

urlpatterns = [
    path("", home.home, name="home"),
    path("health/", home.health, name="health"),
    path("account/", home.account, name="account"),
    path("join/<str:token>/", joining.invitation, name="invitation"),
    path("<slug:slug>/team/", team.team, name="team"),
    path("<slug:slug>/team/invite/", team.invite, name="invite"),
    path("<slug:slug>/team/invitations/<int:pk>/", team.take_back, name="take_back"),
    path("<slug:slug>/team/<int:pk>/", team.member, name="member"),
    path("<slug:slug>/team/<int:pk>/reset/", team.reset_link, name="reset_link"),
    path("<slug:slug>/team/access/", access_log.access_log, name="access_log"),
    path("<slug:slug>/jobs/", jobs.jobs, name="jobs"),
    path("<slug:slug>/jobs/<int:pk>/", jobs.job, name="job"),
    path("<slug:slug>/jobs/<int:pk>/status/", jobs.job_status, name="job_status"),
    path("<slug:slug>/jobs/<int:pk>/cancel/", jobs.job_cancel, name="job_cancel"),
    path("<slug:slug>/jobs/<int:pk>/result/", jobs.job_result, name="job_result"),
    path("<slug:slug>/jobs/<int:pk>/delete/", jobs.job_delete, name="job_delete"),
]
