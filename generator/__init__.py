"""sdkwright: an OpenAPI document in, a typed Python SDK with its reference pages out."""

__version__ = "0.1.0"
