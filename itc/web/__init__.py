"""Toolkit for pages: templates, components, refusals as answers, budgets of public endpoints."""
