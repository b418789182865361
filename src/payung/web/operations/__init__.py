"""For those who keep the installation running: probes, figures for monitoring, jobs, settings."""
