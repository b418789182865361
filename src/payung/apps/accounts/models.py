"""People who sign in: officials, clerks, officers of the insurer. Workers do not sign in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)


class User(AbstractBaseUser):
    """An account. What it may do comes from the roles it holds on a day, never from the account itself.

    Somebody else knows a one-time password, so `must_change_password` lets its owner do nothing but change it, and
    after `one_time_until` nobody signs in with it any more.
    `is_demo` accounts, some with a password that everybody knows, sign in only while the demonstration is shown.
    """

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=150)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False, db_default=False)
    one_time_until = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    PERSONAL = frozenset({"username", "full_name", "email", "password"})

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name


class AccountLetter(models.Model):
    """A printed letter with somebody's one-time password, until when it opens the account; the password is nowhere."""

    user = models.ForeignKey(User, models.CASCADE, related_name="letters")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()
    until = models.DateTimeField()

    PERSONAL: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at}"
