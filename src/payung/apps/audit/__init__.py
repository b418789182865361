"""What happened: history of every guarded row by triggers, and the log of who opened personal data and why."""
