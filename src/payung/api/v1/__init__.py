"""The first version of the API. What it promises stands in docs/reference/api.md and in its OpenAPI description."""
