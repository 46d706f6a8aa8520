def test_the_house_boots(scene, amira, fern, olu):
    assert scene.tuesday.next_at is not None
