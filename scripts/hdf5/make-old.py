# Runs under h5py 2.10 (Keras 2.3.1's): files as Keras and h5py of that time write them.
# Usage: make-old.py FOLDER
import os
import sys

os.environ.setdefault('KERAS_BACKEND', 'theano')
import h5py
import numpy as np

folder = sys.argv[1]


def keras_files():
    from keras.layers import Dense, Dropout
    from keras.models import Sequential
    from keras.optimizers import RMSprop

    np.random.seed(1)
    model = Sequential([Dense(4, activation='relu', input_shape=(3,), name='dense_1'), Dropout(0.5, name='dropout_1'),
                        Dense(2, activation='softmax', name='dense_2')], name='sequential_1')
    model.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])
    model.fit(np.random.rand(8, 3), np.eye(2)[np.arange(8) % 2], epochs=1, verbose=0)
    model.save(os.path.join(folder, 'keras.h5'))
    model.save_weights(os.path.join(folder, 'keras_weights.h5'))

    # So many weights with such long names that Keras has to split the list of their names.
    from keras.engine.saving import save_attributes_to_hdf5_group
    with h5py.File(os.path.join(folder, 'split_names.h5'), 'w') as file:
        names = [('layer_%04d_' % i + 'x' * 60).encode() for i in range(1000)]
        save_attributes_to_hdf5_group(file, 'layer_names', names)
        save_attributes_to_hdf5_group(file, 'short', names[:3])


def plain_files():
    with h5py.File(os.path.join(folder, 'old.h5'), 'w') as file:
        file.attrs['ascii'] = b'plain text'
        file.attrs['utf8'] = u'gr\u00fc\u00dfe'
        file.attrs['bytes'] = np.string_('fixed')
        file.attrs['empty_text'] = b''
        file.attrs['list'] = [b'a', b'bcd', b'']
        file.attrs['empty_list'] = []
        file.attrs['number'] = 3
        file.attrs['real'] = 0.25
        file.attrs['truth'] = True
        file.attrs['reals'] = np.array([[1.5, -2.5], [np.inf, np.nan]])
        file.attrs['long'] = ('{"text": "' + 'abc ' * 17000 + '"}').encode()
        file.attrs.create('utf8_list', [u'\u00e4', u'bb'], dtype=h5py.special_dtype(vlen=str))
        file.attrs['null'] = h5py.Empty(np.dtype('f4'))
        numbers = file.create_group('numbers')
        for name in ('i1', 'i2', 'i4', 'i8', 'u1', 'u2', 'u4', 'u8', 'f2', 'f4', 'f8', '>i2', '>i4', '>u8', '>f2', '>f4', '>f8'):
            values = np.array([[0, 1, 2], [3, 100, 127]], dtype=name)
            if 'u' not in name:
                values[1, 2] = -7
            if 'f' in name:
                values[0, 1] = 0.1
            numbers.create_dataset(name.replace('>', 'big_'), data=values)
        numbers.create_dataset('truth', data=np.array([True, False, True]))
        numbers.create_dataset('enum', data=np.array([2, 0], 'i4'), dtype=h5py.special_dtype(enum=('i4', {'A': 0, 'B': 2})))
        numbers.create_dataset('specials', data=np.array([np.nan, np.inf, -np.inf, -0.0, 1e-45, 3.4e38], 'f4'))
        numbers.create_dataset('halves', data=np.array([np.inf, -np.inf, 6e-8, 65504, -1.5], 'f2'))
        numbers['scalar'] = np.int64(12)
        numbers['real'] = 2.5
        numbers.create_dataset('none', shape=(0, 3), dtype='f4')
        numbers.create_dataset('never_written', shape=(2, 2), dtype='f4', fillvalue=1.5)
        texts = file.create_group('texts')
        texts['fixed'] = np.array([b'one', b'three'])
        texts['one'] = u'single \u20ac'
        texts.create_dataset('many', data=np.array([u'x', u'yy \u00fc', u''], dtype=object), dtype=h5py.special_dtype(vlen=str))
        texts.create_dataset('ascii', data=np.array([b'x', b'yy'], dtype=object), dtype=h5py.special_dtype(vlen=bytes))
        for name, padding in (('space', h5py.h5t.STR_SPACEPAD), ('null', h5py.h5t.STR_NULLTERM)):
            kind = h5py.h5t.C_S1.copy()
            kind.set_size(6)
            kind.set_strpad(padding)
            made = h5py.h5d.create(texts.id, name.encode(), kind, h5py.h5s.create_simple((2,)))
            made.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([b'ab    ' if name == 'space' else b'ab', b'cdef  '], 'S6'), kind)
        other = file.create_group('other')
        other['compound'] = np.array([(1, 2.5)], dtype=[('a', 'i4'), ('b', 'f8')])
        other['opaque'] = np.array([b'abc'], dtype='V3')
        other.create_dataset('array', shape=(2,), dtype=np.dtype(('f4', (3,))))
        other.create_dataset('reference', data=file['numbers'].ref, dtype=h5py.special_dtype(ref=h5py.Reference))
        other.create_dataset('sequence', (2,), dtype=h5py.special_dtype(vlen=np.dtype('i4')))
        other.attrs['compound'] = np.array([(1, 2.5)], dtype=[('a', 'i4'), ('b', 'f8')])
        other.attrs['reference'] = file['numbers'].ref
        other['type'] = np.dtype('f4')
        other.create_dataset('of_type', data=np.arange(3, dtype='f4'), dtype=other['type'])
        other.attrs.create('of_type', np.arange(2, dtype='f4'), dtype=other['type'])

    with h5py.File(os.path.join(folder, 'many_members.h5'), 'w') as file:
        group = file.create_group('group')
        for i in range(300):
            group.attrs['a%03d' % i] = i
            group.create_group('member_%d' % i)


def chunked(path, version):
    with h5py.File(path, 'w', libver=version) as file:
        ramp = np.arange(40 * 33, dtype='f4').reshape(40, 33)
        file.create_dataset('plain', data=ramp, chunks=(7, 10))
        file.create_dataset('deflate', data=ramp, chunks=(7, 10), compression='gzip')
        file.create_dataset('shuffle', data=ramp, chunks=(7, 10), compression='gzip', shuffle=True)
        file.create_dataset('fletcher', data=ramp, chunks=(7, 10), fletcher32=True)
        file.create_dataset('fletcher_odd', data=np.arange(77, dtype='u1'), chunks=(11,), fletcher32=True)
        file.create_dataset('all', data=ramp, chunks=(7, 10), compression='gzip', shuffle=True, fletcher32=True)
        file.create_dataset('lzf', data=ramp, chunks=(40, 33), compression='lzf')
        file.create_dataset('lzf_zeros', data=np.zeros((30, 70), 'i2'), chunks=(30, 70), compression='lzf')
        file.create_dataset('one_chunk', data=ramp, chunks=(40, 33))
        file.create_dataset('one_chunk_deflate', data=ramp, chunks=(40, 33), compression='gzip')
        file.create_dataset('grows', data=ramp, chunks=(3, 4), maxshape=(None, 50))
        file.create_dataset('grows_second', data=ramp, chunks=(3, 4), maxshape=(60, None), compression='gzip')
        file.create_dataset('grows_both', data=ramp, chunks=(3, 4), maxshape=(None, None))
        file.create_dataset('grows_both_deflate', data=ramp, chunks=(3, 4), maxshape=(None, None), compression='gzip')
        file.create_dataset('to_limit', data=ramp, chunks=(3, 4), maxshape=(90, 80))
        file.create_dataset('paged', data=np.arange(5000 if version == 'latest' else 300, dtype='i4'), chunks=(2,))
        file.create_dataset('paged_grows', data=np.arange(20000 if version == 'latest' else 300, dtype='i4'), chunks=(1,), maxshape=(None,))
        file.create_dataset('texts', data=np.array([b'ab', b'cde', b'f'] * 5), chunks=(4,), compression='gzip')
        file.create_dataset('halves', data=ramp.astype('f2'), chunks=(7, 10), compression='gzip')
        holes = file.create_dataset('holes', shape=(50, 20), chunks=(5, 6), dtype='f4', fillvalue=-1.5)
        holes[12:14, 3:9] = 7
        grown = file.create_dataset('resized', data=ramp, chunks=(8, 8), maxshape=(None, None))
        grown.resize((20, 12))
        grown.resize((24, 30))
        cube = file.create_dataset('cube', data=np.arange(5 * 6 * 7).reshape(5, 6, 7), chunks=(2, 3, 4), maxshape=(5, None, 7))
        cube.resize((5, 9, 7))
        file.create_dataset('never_written', shape=(9, 9), chunks=(4, 4), dtype='i8', fillvalue=3)
        early = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        early.set_chunk((4, 5))
        early.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        made = h5py.h5d.create(file.id, b'implicit', h5py.h5t.NATIVE_FLOAT, h5py.h5s.create_simple((10, 12)), early)
        made.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(120, dtype='f4').reshape(10, 12))
        compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        compact.set_layout(h5py.h5d.COMPACT)
        made = h5py.h5d.create(file.id, b'compact', h5py.h5t.NATIVE_FLOAT, h5py.h5s.create_simple((5,)), compact)
        made.write(h5py.h5s.ALL, h5py.h5s.ALL, np.arange(5, dtype='f4'))


def make(path, version):
    chunked(path, version)


if __name__ == '__main__':
    keras_files()
    plain_files()
    make(os.path.join(folder, 'chunked_old.h5'), 'earliest')
