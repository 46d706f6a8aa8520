from tests.circles_scene import circle

__all__ = ["circle"]
