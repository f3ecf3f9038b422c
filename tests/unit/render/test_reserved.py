"""The lists of reserved names agree with what they stand for."""

import builtins
import inspect

import pydantic

from generator.python import reserved
from generator.runtime import errors


def test_every_error_class_of_the_runtime_is_reserved() -> None:
    public = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and value.__module__ == errors.__name__ and not name.startswith("_")
    }
    assert public == reserved.ERROR_CLASSES


def test_every_attribute_of_a_pydantic_model_is_reserved() -> None:
    public = {name for name in dir(pydantic.BaseModel) if not name.startswith("_")}
    assert public <= reserved.MODEL_ATTRIBUTES


def test_every_builtin_that_looks_like_a_class_is_reserved() -> None:
    public = {name for name in dir(builtins) if name[0].isupper()} - {"False", "None", "True"}
    assert public <= reserved.BUILTIN_CLASSES
