/**
 * Shows what was chosen and how far it has been sent. The page does without: then the form sends itself. Stands inside
 * the page, as a script and no module; an answer to what was sent is a page too, of which the main part is taken.
 */
{
  const byId = (id) => document.getElementById(id);
  const form = document.querySelector('form');
  const input = byId('files');
  /** In the order they are shown and sent. */
  let chosen = [];

  if (form && input) begin();

  function begin() {
    // What was chosen is kept here: the input is empty again whenever it has been read.
    form.noValidate = true;
    input.addEventListener('change', () => {
      add(input.files);
      input.value = '';
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (chosen.length > 0 && form.dataset.step !== 'send') send();
    });
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => {
      event.preventDefault();
      add(event.dataTransfer.files);
    });
    addEventListener('paste', (event) => add(event.clipboardData.files));
    show();
    // A browser that came back to the page may still hold what was chosen.
    if (input.files.length > 0) add(input.files);
  }

  function add(files) {
    if (form.dataset.step === 'send') return;
    const most = Number(form.dataset.mostBytes);
    const isKnown = (file) =>
      chosen.some(
        (one) => one.name === file.name && one.size === file.size && one.file.lastModified === file.lastModified,
      );
    const problems = [];
    for (const file of files) {
      if (file.size > most)
        problems.push(`${file.name} has ${size(file.size)}. A file may have ${size(most)} at most.`);
      else if (file.size === 0) problems.push(`${file.name} is empty.`);
      else if (!isKnown(file)) chosen.push({ name: file.name, size: file.size, file, tile: tileOf(file) });
    }
    tell(problems.join(' '));
    show();
  }

  function show() {
    const count = chosen.length;
    form.dataset.step = count === 0 ? 'choose' : 'check';
    byId('chosen').replaceChildren(...chosen.map((one) => one.tile));
    const first = byId('pick');
    first.dataset.first ??= first.textContent;
    first.textContent = count === 0 ? first.dataset.first : 'Add more';
    byId('send').textContent = count > 1 ? `Send ${count} files` : 'Send';
    byId('sending').hidden = true;
  }

  function tileOf(file) {
    const look = h('div', 'look');
    const ending = /\.(\w{1,5})$/.exec(file.name)?.[1] ?? 'file';
    look.textContent = ending.toUpperCase();
    if (/^image\/(?!svg)/.test(file.type)) preview(file, look);
    const name = h('div', 'name');
    name.append(h('b', '', file.name), h('small', '', size(file.size)));
    const remove = h('button', 'remove');
    remove.type = 'button';
    remove.setAttribute('aria-label', `Remove ${file.name}`);
    remove.append(h('span', '', '×'));
    remove.addEventListener('click', () => {
      chosen = chosen.filter((one) => one.file !== file);
      tell('');
      show();
      input.focus();
    });
    const tile = h('li', '');
    tile.append(look, name, remove);
    return tile;
  }

  /** Its ending stays where the browser cannot show the picture. */
  function preview(file, look) {
    const image = new Image();
    image.alt = '';
    image.decoding = 'async';
    image.addEventListener('load', () => {
      look.replaceChildren(image);
      URL.revokeObjectURL(image.src);
    });
    image.addEventListener('error', () => URL.revokeObjectURL(image.src));
    image.src = URL.createObjectURL(file);
  }

  function send() {
    tell('');
    form.dataset.step = 'send';
    byId('sending').hidden = false;
    progress(0);
    const data = new FormData();
    for (const { file, name } of chosen) data.append('file', file, name);
    const request = new XMLHttpRequest();
    request.responseType = 'document';
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => answered(request));
    const lost = () => again('The connection was lost. Check that you are online, then send it again.');
    request.addEventListener('error', lost);
    request.addEventListener('abort', lost);
    request.open('POST', location.href);
    request.send(data);
  }

  function progress(share) {
    byId('progress').value = share;
    byId('state').textContent = share < 1 ? `Sending… ${Math.floor(share * 100)} %` : 'It is there. One moment…';
  }

  function answered({ response, status }) {
    const main = response?.querySelector('main');
    if (main?.dataset.answer === 'tell') {
      document.title = response.title;
      document.querySelector('main').replaceWith(main);
      scrollTo(0, 0);
      main.querySelector('h1').focus();
      return;
    }
    const problem = main?.querySelector('.problem')?.textContent;
    const cause = status === 413 ? 'It is too much for this server at once; send less.' : 'Send it again.';
    again(problem || `That did not work (${status}). ${cause}`);
  }

  function again(problem) {
    show();
    tell(problem);
    byId('problem').scrollIntoView({ block: 'center' });
  }

  function tell(problem) {
    byId('problem').textContent = problem;
  }

  function h(tag, className, text = '') {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
  }

  function size(bytes) {
    if (bytes < 1024) return `${bytes} B`;
    if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
    return `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')} MB`;
  }
}
