"""The one address."""

from django.urls import path

from django_app.views import compare

urlpatterns = [path("compare", compare)]
