"""Keras 2.3.1 on Theano as a contender: "ready", then one epoch for each line on standard input, answered with its seconds.

Usage: keras_theano.py mlp|cnn|lstm SAMPLES FOLDER, where FOLDER holds x.bin (n x 784 bytes) and y.bin (n bytes).
"""
import sys
import time

import numpy as np
from keras import callbacks, layers, models, optimizers

workload, samples, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
shape = {"mlp": (784,), "cnn": (28, 28, 1), "lstm": (28, 28)}[workload]
x = np.fromfile(folder + "/x.bin", np.uint8).reshape(-1, 784)[:samples].astype(np.float32).reshape((samples,) + shape) / 255
y = np.eye(10, dtype=np.float32)[np.fromfile(folder + "/y.bin", np.uint8)[:samples]]

model = models.Sequential({
    "mlp": lambda: [
        layers.Dense(512, activation="relu", input_shape=(784,)), layers.Dense(512, activation="relu"), layers.Dense(10, activation="softmax")],
    "cnn": lambda: [
        layers.Conv2D(32, 3, activation="relu", input_shape=(28, 28, 1)), layers.Conv2D(64, 3, activation="relu"), layers.MaxPooling2D(2),
        layers.Dropout(0.25), layers.Flatten(), layers.Dense(128, activation="relu"), layers.Dropout(0.5), layers.Dense(10, activation="softmax")],
    "lstm": lambda: [layers.LSTM(128, input_shape=(28, 28)), layers.Dense(10, activation="softmax")],
}[workload]())
model.compile(loss="categorical_crossentropy", optimizer=optimizers.RMSprop(), metrics=["accuracy"])


class TurnTaker(callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        print("ready", flush=True)
        if not sys.stdin.readline():
            sys.exit()
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        print(time.perf_counter() - self.start, flush=True)


model.fit(x, y, batch_size=128, epochs=10**6, verbose=0, callbacks=[TurnTaker()])
