import pytest
from django.core.cache import caches
from django.test import RequestFactory

from hearthside.web import limits

pytestmark = pytest.mark.services


@pytest.fixture
def redis(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:6379/15",
        }
    }
    caches["default"].clear()
    yield
    caches["default"].clear()


@pytest.fixture
def request_from_home():
    return RequestFactory().post("/", REMOTE_ADDR="2001:db8::1")


def test_the_limit_counts_in_redis(redis, request_from_home):
    said = [limits.is_too_often(request_from_home, "come", most=3) for _ in range(5)]

    assert said == [False, False, False, True, True]


def test_one_household_is_one_address(redis, request_from_home):
    neighbour = RequestFactory().post("/", REMOTE_ADDR="2001:db8::ffff")
    limits.is_too_often(request_from_home, "come", most=1)

    assert limits.is_too_often(neighbour, "come", most=1)


def test_no_address_is_kept(redis, request_from_home):
    limits.is_too_often(request_from_home, "come", most=3)
    client = caches["default"]._cache.get_client()

    assert not any(b"2001" in key for key in client.keys("*"))


def test_a_store_that_is_away_lets_nothing_through(settings, request_from_home):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }

    assert limits.is_too_often(request_from_home, "come", most=3)
