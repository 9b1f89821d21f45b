// tfjs-node as a contender: "ready", then one epoch for each line on standard input, answered with its seconds.
// Usage: node tfjs_node.js mlp|cnn|lstm SAMPLES FOLDER, where FOLDER holds x.bin (n x 784 bytes) and y.bin (n bytes).
const fs = require('fs');
const readline = require('readline');
const tf = require('@tensorflow/tfjs-node');

const [workload, count, folder] = process.argv.slice(2);
const samples = Number(count);
const shape = { mlp: [784], cnn: [28, 28, 1], lstm: [28, 28] }[workload];
const pixels = fs.readFileSync(folder + '/x.bin').subarray(0, samples * 784);
const x = tf.tensor(Float32Array.from(pixels, pixel => pixel / 255), [samples, ...shape]);
const y = tf.oneHot(tf.tensor1d(Int32Array.from(fs.readFileSync(folder + '/y.bin').subarray(0, samples)), 'int32'), 10).toFloat();

const model = tf.sequential();
const layers = {
  mlp: () => [
    tf.layers.dense({ units: 512, activation: 'relu', inputShape: shape }), tf.layers.dense({ units: 512, activation: 'relu' }),
    tf.layers.dense({ units: 10, activation: 'softmax' })],
  cnn: () => [
    tf.layers.conv2d({ filters: 32, kernelSize: 3, activation: 'relu', inputShape: shape }), tf.layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }),
    tf.layers.maxPooling2d({ poolSize: 2 }), tf.layers.dropout({ rate: 0.25 }), tf.layers.flatten(),
    tf.layers.dense({ units: 128, activation: 'relu' }), tf.layers.dropout({ rate: 0.5 }), tf.layers.dense({ units: 10, activation: 'softmax' })],
  lstm: () => [tf.layers.lstm({ units: 128, inputShape: shape }), tf.layers.dense({ units: 10, activation: 'softmax' })],
}[workload]();
layers.forEach(layer => model.add(layer));
model.compile({ loss: 'categoricalCrossentropy', optimizer: tf.train.rmsprop(0.001), metrics: ['accuracy'] });

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
let start;
model.fit(x, y, {
  batchSize: 128,
  epochs: 1e6,
  verbose: 0,
  callbacks: {
    onEpochBegin: async () => {
      console.log('ready');
      if ((await lines.next()).done) process.exit();
      start = process.hrtime.bigint();
    },
    onEpochEnd: async () => console.log(Number(process.hrtime.bigint() - start) / 1e9),
  },
});
