# Says in JSON what h5py finds in HDF5 files: the expectation that the reader's tests compare with.
# Usage: describe.py FILE.h5... ; writes FILE.json beside each.
import hashlib
import json
import sys

import h5py
import numpy as np


def plain(values):
    """Values as JSON has them: texts, whole numbers, or numbers as exact text."""
    flat = []
    for value in np.asarray(values).ravel().tolist():
        if isinstance(value, bytes):
            flat.append(value.decode('utf-8'))
        elif isinstance(value, (bool, int, str)):
            flat.append(value)
        else:
            flat.append(repr(float(value)))
    return flat


def kind(type_id):
    if isinstance(type_id, h5py.h5t.TypeStringID):
        return 'string'
    if isinstance(type_id, h5py.h5t.TypeCompoundID):
        return 'compound'
    if isinstance(type_id, h5py.h5t.TypeReferenceID):
        return 'reference'
    if isinstance(type_id, h5py.h5t.TypeOpaqueID):
        return 'opaque'
    if isinstance(type_id, h5py.h5t.TypeArrayID):
        return 'array'
    if isinstance(type_id, h5py.h5t.TypeVlenID):
        return 'sequence'
    if isinstance(type_id, h5py.h5t.TypeEnumID):
        return 'bool' if type_id.dtype == np.dtype(bool) else 'enum'
    if isinstance(type_id, h5py.h5t.TypeFloatID) and type_id.get_size() == 2 and type_id.get_ebias() == 127:
        return 'bfloat16'
    return np.dtype(type_id.dtype).name


def describe(type_id, space, read):
    shape = list(space.get_simple_extent_dims()) if space.get_simple_extent_type() == h5py.h5s.SIMPLE else []
    said = {'type': kind(type_id), 'shape': shape}
    if not (said['type'] in ('sequence', 'reference') or said['type'] == 'string' and type_id.is_variable_str()):
        said['size'] = type_id.get_size()  # of the others it is the size in memory
    if said['type'] == 'string':
        said['variable'] = bool(type_id.is_variable_str())
        said['utf8'] = type_id.get_cset() == h5py.h5t.CSET_UTF8
    if space.get_simple_extent_type() == h5py.h5s.NULL:
        said['values'] = []
        return said
    if said['type'] in ('compound', 'reference', 'opaque', 'array', 'sequence'):
        return said
    values = np.asarray(read())
    if values.size > 300 and values.dtype.kind in 'fiub':
        said['sum'] = hashlib.sha256(values.astype('<f8').tobytes()).hexdigest()
    else:
        said['values'] = plain(values)
    return said


def describe_file(path):
    said = {}

    def visit(name, item):
        entry = {'kind': 'group' if isinstance(item, h5py.Group) else 'dataset' if isinstance(item, h5py.Dataset) else 'type'}
        if entry['kind'] == 'dataset':
            entry.update(describe(item.id.get_type(), item.id.get_space(), lambda: item[()]))
        if entry['kind'] == 'type':
            entry['type'] = kind(item.id)
        entry['attributes'] = {}
        for attribute in item.attrs:
            found = h5py.h5a.open(item.id, attribute.encode('utf-8'))
            entry['attributes'][attribute] = describe(found.get_type(), found.get_space(), lambda: item.attrs[attribute])
        said['/' + name] = entry

    with h5py.File(path, 'r') as file:
        visit('', file)
        file.visititems(visit)
    return said


if __name__ == '__main__':
    for file_name in sys.argv[1:]:
        with open(file_name[:-3] + '.json', 'w') as output:
            json.dump(describe_file(file_name), output, indent=0, sort_keys=True)
