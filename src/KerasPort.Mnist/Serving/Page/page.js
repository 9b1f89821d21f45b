'use strict';
const $ = id => document.getElementById(id);
const pad = $('pad'), ink = pad.getContext('2d', { willReadFrequently: true });
const rows = [...Array(10).keys()].map(digit => {
  const row = $('bars').insertRow();
  row.innerHTML = `<th scope="row">${digit}</th><td><div class="track"><div></div></div></td><td></td>`;
  return { row, bar: row.querySelector('.track > div'), text: row.cells[2] };
});

let photo = null;      // the opened photo: { bytes, name, image }
let rectangle = null;  // on the pad: { x, y, w, h }; w and h may be negative while it is dragged
let drawn = false, penDown = false, keyPen = { x: 280, y: 280, down: false }, last = null, dragFrom = null;
let asked = 0, timer = 0, asking = false, askAgain = false, digitNow = null;

function clearPad() {
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, pad.width, pad.height);
}

function reset() {
  [photo, rectangle, drawn, penDown] = [null, null, false, false];
  keyPen = { x: 280, y: 280, down: false };
  pad.height = pad.width;
  clearPad();
  $('file').value = '';
  pad.setAttribute('aria-label', 'Drawing area');
  showPen();
  fail('');
  forget();
}

function forget() {
  asked++;
  clearTimeout(timer);
  timer = 0;
  digitNow = null;
  $('digit').textContent = '–';
  $('sure').textContent = photo && !$('auto').checked ? 'Drag a rectangle over the digit.' : 'Nothing to read yet.';
  $('seen').getContext('2d').clearRect(0, 0, 28, 28);
  for (const { row, bar, text } of rows) { row.className = ''; bar.style.width = '0'; text.textContent = ''; }
}

const silence = 'The program does not answer: is it still running?';

function fail(message) { $('error').textContent = message; }

// ---- asking the model

// While a digit is drawn the answer follows: soon after a change, and one question at a time.
function askSoon() { timer ||= setTimeout(ask, 120); }

async function ask() {
  timer = 0;
  if (asking) { askAgain = true; return; }
  asking = true;
  const turn = ++asked, answer = await answerNow();
  asking = false;
  if (askAgain) { askAgain = false; askSoon(); }
  if (turn !== asked) return;
  if (!answer) { forget(); return; }
  if (answer.error) { forget(); fail(answer.error); return; }
  fail('');
  show(answer);
}

// The answer to what is on the pad, or null where there is nothing to read.
async function answerNow() {
  const auto = !photo || $('auto').checked, place = photo && rectangle && inPhoto(rectangle);
  if (photo ? !place && !auto : !drawn) return null;
  const query = new URLSearchParams({ name: photo ? photo.name : 'drawing', ...(place ? { rect: place.join(',') } : {}), auto });
  const body = photo ? photo.bytes : await new Promise(done => pad.toBlob(done, 'image/png'));
  try {
    return await (await fetch('api/recognize?' + query, { method: 'POST', body, headers: { 'Content-Type': 'application/octet-stream' } })).json();
  } catch {
    return { error: silence };
  }
}

function show(answer) {
  digitNow = answer.digit;
  $('digit').textContent = answer.digit;
  const percent = Math.round(100 * answer.probabilities[answer.digit]);
  $('sure').textContent = answer.unsure ? `A ${answer.digit}? The model is unsure (${percent}%); it may also be a ${answer.second}.` : `A ${answer.digit}: the model is ${percent}% sure.`;
  rows.forEach(({ row, bar, text }, digit) => {
    const p = answer.probabilities[digit];
    row.className = digit === answer.digit ? 'best' : '';
    bar.style.width = (100 * p) + '%';
    text.textContent = (100 * p).toFixed(1) + '%';
  });
  paint($('seen'), answer.pixels);
  if (photo && answer.found && !rectangle) { drawPhoto(answer.found.map(value => value * photo.scale)); }
}

function paint(canvas, pixels) {
  const context = canvas.getContext('2d'), image = context.createImageData(28, 28);
  pixels.forEach((value, i) => image.data.set([value, value, value, 255], 4 * i));
  context.putImageData(image, 0, 0);
}

// ---- drawing

function place(event) {
  const box = pad.getBoundingClientRect();
  return { x: (event.clientX - box.left) * pad.width / box.width, y: (event.clientY - box.top) * pad.height / box.height };
}

function stroke(from, to) {
  ink.strokeStyle = '#000';
  ink.lineWidth = 34;
  ink.lineCap = ink.lineJoin = 'round';
  ink.beginPath();
  ink.moveTo(from.x, from.y);
  ink.lineTo(to.x + 0.01, to.y);
  ink.stroke();
  drawn = true;
  askSoon();
}

pad.addEventListener('pointerdown', event => {
  // A second finger or another button draws nothing.
  if (!event.isPrimary || event.button !== 0) return;
  event.preventDefault();
  pad.focus({ preventScroll: true });
  pad.setPointerCapture(event.pointerId);
  $('nib').hidden = true;
  penDown = true;
  last = place(event);
  if (photo) { dragFrom = last; rectangle = null; } else stroke(last, last);
});
pad.addEventListener('pointermove', event => {
  if (!penDown || !event.isPrimary) return;
  let now = place(event);
  if (photo) {
    // Beyond the photo's edge the rectangle ends at the edge.
    now = { x: Math.min(pad.width, Math.max(0, now.x)), y: Math.min(pad.height, Math.max(0, now.y)) };
    rectangle = { x: dragFrom.x, y: dragFrom.y, w: now.x - dragFrom.x, h: now.y - dragFrom.y };
    drawPhoto();
  } else stroke(last, now);
  last = now;
});
for (const kind of ['pointerup', 'pointercancel']) pad.addEventListener(kind, event => {
  if (!event.isPrimary) return;
  if (penDown && photo) { if (rectangle && Math.abs(rectangle.w * rectangle.h) < 16) rectangle = null; drawPhoto(); askSoon(); }
  penDown = false;
});

const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
pad.addEventListener('keydown', event => {
  const step = steps[event.key];
  if (photo) {
    if (step) {
      if (rectangle) rectangle = upright(rectangle);
      rectangle ??= { x: pad.width / 4, y: pad.height / 4, w: pad.width / 2, h: pad.height / 2 };
      const part = event.shiftKey ? ['w', 'h', 16] : ['x', 'y', 0];
      // A rectangle stays within the photo.
      const most = [pad.width - (event.shiftKey ? rectangle.x : rectangle.w), pad.height - (event.shiftKey ? rectangle.y : rectangle.h)];
      [0, 1].forEach(axis => { rectangle[part[axis]] = Math.min(most[axis], Math.max(part[2], rectangle[part[axis]] + 8 * step[axis])); });
      drawPhoto();
      askSoon();
    } else if (event.key === 'Escape') reset(); else return;
  } else if (step) {
    const to = { x: Math.min(pad.width, Math.max(0, keyPen.x + 16 * step[0])), y: Math.min(pad.height, Math.max(0, keyPen.y + 16 * step[1])) };
    if (keyPen.down) stroke(keyPen, to);
    Object.assign(keyPen, to);
    showPen(true);
  } else if (event.key === ' ') {
    keyPen.down = !keyPen.down;
    if (keyPen.down) stroke(keyPen, keyPen);
    showPen(true);
  } else if (event.key === 'Escape') reset(); else return;
  event.preventDefault();
});
pad.addEventListener('blur', () => showPen());

// The pen that the keys move, over the drawing and in words.
function showPen(shown) {
  const nib = $('nib'), [x, y] = [keyPen.x / pad.width, keyPen.y / pad.height].map(part => Math.round(100 * part));
  nib.hidden = !shown;
  nib.className = keyPen.down ? 'down' : '';
  nib.style.left = x + '%';
  nib.style.top = y + '%';
  $('pen').textContent = shown ? `Pen ${keyPen.down ? 'down' : 'up'}, ${x}% across, ${y}% down` : '';
}

// ---- photos

function drawPhoto(box) {
  ink.drawImage(photo.image, 0, 0, pad.width, pad.height);
  const shown = rectangle ? [rectangle.x, rectangle.y, rectangle.w, rectangle.h] : box;
  if (!shown) return;
  ink.lineWidth = 5;
  ink.strokeStyle = '#fff';
  ink.strokeRect(...shown);
  ink.lineWidth = 2;
  ink.strokeStyle = rectangle ? '#0b57d0' : '#c2410c';
  ink.strokeRect(...shown);
}

function upright({ x, y, w, h }) { return { x: Math.min(x, x + w), y: Math.min(y, y + h), w: Math.abs(w), h: Math.abs(h) }; }

function inPhoto({ x, y, w, h }) { return [x, y, w, h].map(value => Math.round(value / photo.scale)); }

// What the program takes; it would cut off the sending of more.
const mostBytes = 16 * 2 ** 20;

async function open(file) {
  reset();
  if (file.size > mostBytes) {
    fail(`"${file.name}" is too large: a picture may have at most ${mostBytes / 2 ** 20} MiB.`);
    return;
  }
  const turn = asked;
  let image;
  try {
    image = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    fail(`"${file.name}" is not a picture that this browser can show.`);
    return;
  }
  if (turn !== asked) return;
  photo = { bytes: file, name: file.name, image, scale: pad.width / image.width };
  pad.height = Math.round(image.height * photo.scale);
  pad.setAttribute('aria-label', `Photo ${file.name}`);
  drawPhoto();
  ask();
}

$('file').addEventListener('change', event => event.target.files[0] && open(event.target.files[0]));
$('clear').addEventListener('click', () => { reset(); pad.focus(); });
$('auto').addEventListener('change', () => photo && askSoon());
for (const kind of ['dragenter', 'dragover']) $('drop').addEventListener(kind, event => { event.preventDefault(); $('drop').classList.add('over'); });
for (const kind of ['dragleave', 'drop']) $('drop').addEventListener(kind, event => { event.preventDefault(); $('drop').classList.remove('over'); });
$('drop').addEventListener('drop', event => event.dataTransfer.files[0] && open(event.dataTransfer.files[0]));

// ---- the data set

let sampleTurn = 0;
async function sample(like) {
  const turn = ++sampleTurn;
  try {
    const query = new URLSearchParams({ split: $('split').value, index: $('index').value || '0', ...(like === undefined ? {} : { like }) });
    const picture = await (await fetch('api/digit?' + query)).json();
    if (turn !== sampleTurn) return;
    $('sample-error').textContent = picture.error ?? '';
    if (picture.error) return;
    $('index').value = picture.index;
    $('index').max = picture.count - 1;
    $('label').textContent = picture.label;
    $('sample-is').textContent = `Picture ${picture.index} of ${picture.count}: a ${picture.label}.`;
    paint($('sample'), picture.pixels);
  } catch {
    $('sample-error').textContent = silence;
  }
}
$('index').addEventListener('change', () => sample());
$('split').addEventListener('change', () => sample());
$('alike').addEventListener('click', () => sample(digitNow ?? Number($('label').textContent)));

clearPad();
sample();
