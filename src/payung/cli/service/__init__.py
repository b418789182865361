"""Payung as a running service: database, web and jobs under one supervisor."""
