"""XML hints reach the model."""

from generator.model import AliasModel, ArrayType, ObjectModel, Xml


def test_hints_of_fields_models_and_items(build):
    built = build(
        """\
        components:
          schemas:
            Name: {type: string, xml: {name: label, prefix: p}}
            Names: {type: array, xml: {name: names, wrapped: true}, items: {type: string, xml: {name: name}}}
            Pet:
              type: object
              xml: {name: animal, namespace: urn:pets}
              properties:
                id: {type: integer, xml: {attribute: true}}
                name: {$ref: '#/components/schemas/Name', xml: {name: title}}
                note: {type: string, xml: {nodeType: cdata}}
                plain: {type: string}
                tags: {type: array, xml: {wrapped: true}, items: {$ref: '#/components/schemas/Name'}}
        """
    )
    pet, names = built.api.models["Pet"], built.api.models["Names"]
    assert isinstance(pet, ObjectModel)
    assert pet.xml == Xml(name="animal", namespace="urn:pets")
    fields = {field.name: field for field in pet.fields}
    assert {name: field.xml for name, field in fields.items()} == {
        "id": Xml(attribute=True),
        "name": Xml(name="title", prefix="p"),
        "note": Xml(node_type="cdata"),
        "plain": None,
        "tags": Xml(wrapped=True),
    }
    assert isinstance(fields["tags"].type, ArrayType)
    assert fields["tags"].type.item_xml == Xml(name="label", prefix="p")
    assert isinstance(names, AliasModel)
    assert names.xml == Xml(name="names", wrapped=True)
    assert isinstance(names.type, ArrayType)
    assert names.type.item_xml == Xml(name="name")
