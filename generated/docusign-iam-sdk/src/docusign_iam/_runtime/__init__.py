"""What every client shares: requests from tables, retries, decoding, errors and models.

Nothing is imported here, so that models can be used without loading the HTTP side.
"""
