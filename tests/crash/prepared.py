"""Run as a program against a running service: `city` opens a small one and signs its people in, `verify` accepts all.

Everybody is invented. What it prints is JSON for the test that started it.
"""

import json
import sys

import django


def city() -> dict[str, str]:
    """Medan, small, with a batch that waits for answers; the sessions of a manager and an officer of the insurer."""
    from tests import factories, factories_insurer

    opened = factories.open_city("12.71", clock=factories_insurer.AS_OF.replace(day=29))
    branch = factories.branch(opened)
    factories_insurer.batch_of(opened, 5)
    manager = factories.sign_in("manager", opened.area_id)
    officer = factories.sign_in("insurer_officer", opened.area_id, branch=branch)
    sessions = {
        name: client.cookies["sessionid"].value for name, client in (("manager", manager), ("officer", officer))
    }
    return sessions | {"branch": str(branch.pk)}


def verify() -> int:
    """Accept every submitted registration, as the lurahs do; answers how many."""
    from payung.apps.enrolment import actions
    from payung.apps.enrolment.models import Registration
    from payung.apps.territory.models import City
    from tests import factories

    with factories.as_system(City.objects.get(code="12.71")):
        wanted = dict(Registration.objects.filter(state="submitted").values_list("pk", "version"))
        return actions.verify(by=0, wanted=wanted).done


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"city": city, "verify": verify}[sys.argv[1]]()))  # noqa: T201 - the answer
