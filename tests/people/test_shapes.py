import pytest

from hearthside.cli import prepare
from hearthside.groups import seats
from hearthside.groups import shapes as shapes_here
from hearthside.groups.models import Membership
from hearthside.people import shapes
from hearthside.people.chosen_names import skeleton, why_not
from hearthside.people.models import Person
from tests.cast import make_person

# A name in another alphabet, and what can be typed in Latin letters to look like it.
ALIKE = [
    pytest.param("Роса", "Poca", id="cyrillic"),
    pytest.param("Κατε", "Kate", id="greek"),
]
NO_OTHER = [
    pytest.param("محمد", id="arabic"),
    pytest.param("李雷", id="chinese"),
    pytest.param("さくら", id="japanese"),
    pytest.param("민준", id="korean"),
]


def known_as_before(person):
    """Keep the name as rules that know no look-alikes would."""
    Person.objects.filter(pk=person.pk).update(skeleton=f"old {person.called}")


@pytest.mark.parametrize(("name", "looks_like_it"), ALIKE)
def test_d17_a_name_from_before_the_rules_is_protected_by_them(db, name, looks_like_it):
    somebody = make_person(name)
    known_as_before(somebody)
    assert why_not(looks_like_it) is None

    done = shapes.made_anew()

    assert done == shapes.Anew(changed=1, alike=0)
    assert "looks like it" in why_not(looks_like_it)


@pytest.mark.parametrize("name", NO_OTHER)
def test_d17_a_name_in_letters_nothing_looks_like_is_itself(db, name):
    somebody = make_person(name)
    known_as_before(somebody)

    shapes.made_anew()

    somebody.refresh_from_db()
    assert somebody.skeleton == skeleton(name)
    assert somebody.skeleton
    assert why_not(name) is not None


def test_two_who_look_alike_by_the_new_rules_both_keep_their_names(db):
    first, second = make_person("Роса"), make_person("Kate")
    known_as_before(first)
    Person.objects.filter(pk=second.pk).update(called="Poca", skeleton="poca")

    done = shapes.made_anew()

    assert done == shapes.Anew(changed=0, alike=1)
    assert set(Person.objects.values_list("called", flat=True)) >= {"Роса", "Poca"}
    assert why_not("POCA") is not None


def test_a_shape_another_gives_up_is_free_whoever_comes_first(db):
    people = sorted((make_person("Wren"), make_person("Robin")), key=lambda one: one.pk)
    first, second = people
    Person.objects.filter(pk=second.pk).update(skeleton="between")
    Person.objects.filter(pk=first.pk).update(skeleton="old")
    Person.objects.filter(pk=second.pk).update(skeleton=skeleton(first.called))

    assert shapes.made_anew() == shapes.Anew(changed=2, alike=0)


def test_of_two_who_hold_each_others_neither_becomes_free(db):
    one, other = make_person("Wren"), make_person("Robin")
    Person.objects.filter(pk=other.pk).update(skeleton="between")
    Person.objects.filter(pk=one.pk).update(skeleton=skeleton("Robin"))
    Person.objects.filter(pk=other.pk).update(skeleton=skeleton("Wren"))

    assert shapes.made_anew() == shapes.Anew(changed=0, alike=2)
    assert why_not("Wren") is not None
    assert why_not("Robin") is not None


def test_done_again_it_changes_nothing(db):
    known_as_before(make_person("Мария"))
    shapes.made_anew()

    assert shapes.made_anew() == shapes.Anew(0, 0)


@pytest.mark.parametrize(("name", "looks_like_it"), ALIKE)
def test_d17_in_a_group_too(scene, amira, bo, name, looks_like_it):
    here = Membership.objects.get(
        seats.of_here(amira.person_id, group_id=scene.tuesday.pk)
    )
    Membership.objects.filter(pk=here.pk).update(name_here=name, skeleton="old")

    done = shapes_here.made_anew()

    here.refresh_from_db()
    assert done == shapes.Anew(changed=1, alike=0)
    assert here.skeleton == skeleton(looks_like_it)


def test_an_upgrade_does_it_and_says_so(db, capsys):
    known_as_before(make_person("Κατε"))

    prepare._names_by_the_rules_of_today()
    prepare._names_by_the_rules_of_today()

    said = capsys.readouterr().out
    assert said.count("names by how they look") == 1
    assert "Κατε" not in said
