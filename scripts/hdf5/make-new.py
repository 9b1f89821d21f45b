# Runs under h5py 3: files in the newest form, and as newer Kerases write them.
# Usage: make-new.py FOLDER
import ctypes
import importlib.util
import os
import sys

import h5py
import numpy as np

folder = sys.argv[1]
spec = importlib.util.spec_from_file_location('make_old', os.path.join(os.path.dirname(os.path.abspath(__file__)), 'make-old.py'))
old = importlib.util.module_from_spec(spec)
spec.loader.exec_module(old)

old.make(os.path.join(folder, 'chunked_new.h5'), 'latest')

with h5py.File(os.path.join(folder, 'new.h5'), 'w', libver='latest') as file:
    # Few attributes and links lie in the header, many in heaps.
    file.attrs['model_config'] = '{"text": "' + 'abc ' * 17000 + '"}'
    few = file.create_group('few')
    few.attrs['one'] = 1
    few['data'] = np.arange(4, dtype='f4')
    many = file.create_group('many')
    for i in range(300):
        many.create_group('member_%d_%s' % (i, 'x' * (i % 40)))
    many['data'] = np.arange(4, dtype='f4')
    attributes = file.create_group('attributes')
    for i in range(100):
        attributes.attrs['attribute_%d' % i] = np.arange(i % 7)
    attributes.attrs['large'] = np.arange(9000, dtype='f8')
    attributes.attrs['names'] = [b'dense_1', b'dense_2']
    tracked = file.create_group('tracked', track_order=True)
    for name in ('c', 'a', 'b'):
        tracked.create_group(name).attrs['name'] = name
    for i in range(20):
        tracked.attrs['z%d' % (20 - i)] = i
    file['type'] = np.dtype('f4')
    file.create_dataset('of_type', data=np.arange(3, dtype='f4'), dtype=file['type'])
    file['truth'] = np.array([True, False])
    file['texts'] = ['one', 'zw\u00f6lf']

with h5py.File(os.path.join(folder, 'links.h5'), 'w') as file:
    file['data'] = np.arange(3, dtype='f4')
    file['hard'] = file['data']
    file['soft'] = h5py.SoftLink('/data')
    file['external'] = h5py.ExternalLink('other.h5', '/data')

with h5py.File(os.path.join(folder, 'links_new.h5'), 'w', libver='latest') as file:
    file['data'] = np.arange(3, dtype='f4')
    file['soft'] = h5py.SoftLink('/data')
    file['external'] = h5py.ExternalLink('other.h5', '/data')

with h5py.File(os.path.join(folder, 'circle.h5'), 'w') as file:
    inner = file.create_group('a').create_group('b')
    inner['back'] = file['a']

with h5py.File(os.path.join(folder, 'deep.h5'), 'w') as file:
    group = file
    for i in range(70):
        group = group.create_group('g')

with h5py.File(os.path.join(folder, 'user_block.h5'), 'w', userblock_size=1024) as file:
    file['data'] = np.arange(3, dtype='f4')
    file.attrs['text'] = 'behind a user block'

with h5py.File(os.path.join(folder, 'virtual.h5'), 'w', libver='latest') as file:
    layout = h5py.VirtualLayout(shape=(3,), dtype='f4')
    layout[:] = h5py.VirtualSource('other.h5', 'data', shape=(3,))
    file.create_virtual_dataset('virtual', layout)
    file.create_dataset('external', (3,), dtype='f4', external=[('/etc/hostname', 0, 12)])

# Superblock 1 (which tree nodes of another size need), narrow addresses. h5py does not show these two settings.
library = ctypes.CDLL('libhdf5_serial.so.103')
library.H5Pset_istore_k.argtypes = [ctypes.c_int64, ctypes.c_uint]
library.H5Pset_sym_k.argtypes = [ctypes.c_int64, ctypes.c_uint, ctypes.c_uint]
creation = h5py.h5p.create(h5py.h5p.FILE_CREATE)
creation.set_sizes(4, 4)
assert library.H5Pset_istore_k(creation.id, 8) >= 0 and library.H5Pset_sym_k(creation.id, 8, 2) >= 0
made = h5py.h5f.create(os.path.join(folder, 'narrow.h5').encode(), h5py.h5f.ACC_TRUNC, creation)
with h5py.File(made) as file:
    for i in range(60):
        file.create_group('g%d' % i).attrs['text'] = 'text %d' % i
    file['data'] = np.arange(5, dtype='f8')
    file.create_dataset('chunked', data=np.arange(90, dtype='i2'), chunks=(2,))

with h5py.File(os.path.join(folder, 'bfloat16.h5'), 'w') as file:
    kind = h5py.h5t.IEEE_F32LE.copy()
    kind.set_fields(15, 7, 8, 0, 7)
    kind.set_size(2)
    kind.set_ebias(127)
    data = h5py.h5d.create(file.id, b'data', kind, h5py.h5s.create_simple((3,)))
    data.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1.5, -0.00390625, 3.0], 'f4'), h5py.h5t.NATIVE_FLOAT)
