"""From a roster or a form to a member: staging, registration, verification, batches to the insurer, answers."""
