"""How the embedded server is tuned: a small machine that must lose nothing when killed."""

import os
from collections.abc import Mapping

_MIB = 1024 * 1024
_SHARED_MEMORY = "/dev/shm"  # noqa: S108 - only its size is asked

# Terse, and no failed statement in the log: DETAIL and statement would carry personal data.
_PRIVATE_LOG = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_checkpoints": "off",
    "log_timezone": "UTC",
}
_EVERYWHERE = _PRIVATE_LOG | {
    "TimeZone": "UTC",
    "lc_messages": "C",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "jit": "off",
    "random_page_cost": "1.1",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
_DURABLE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "max_connections": "80",
    "max_wal_size": "2GB",
    "idle_in_transaction_session_timeout": "15min",
}
_THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
    "shared_buffers": "128MB",
    "autovacuum": "on",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
}


def durable_options() -> dict[str, str]:
    """Settings of the server that keeps the register, sized by this machine's memory."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // _MIB
    return _EVERYWHERE | _DURABLE | _memory(memory) | _shared_memory()


def throw_away_options() -> dict[str, str]:
    """Settings of a test's server: fast, and worthless after a crash."""
    return _EVERYWHERE | _THROW_AWAY | _shared_memory()


def as_arguments(options: Mapping[str, str]) -> list[str]:
    return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]


def _memory(mebibytes: int) -> dict[str, str]:
    """An eighth of the memory for PostgreSQL's own cache, between 128 MiB and 1 GiB: Python wants the rest."""
    return {
        "shared_buffers": f"{min(1024, max(128, mebibytes // 8))}MB",
        "effective_cache_size": f"{max(512, mebibytes // 2)}MB",
        "work_mem": f"{min(32, max(8, mebibytes // 256))}MB",
        "maintenance_work_mem": f"{min(256, max(64, mebibytes // 16))}MB",
    }


def _shared_memory() -> dict[str, str]:
    """Containers give /dev/shm 64 MiB, too little for a parallel query: then the older System V kind."""
    try:
        status = os.statvfs(_SHARED_MEMORY)
        small = status.f_blocks * status.f_frsize < 256 * _MIB
    except OSError:
        small = True
    return {"dynamic_shared_memory_type": "sysv"} if small else {}
