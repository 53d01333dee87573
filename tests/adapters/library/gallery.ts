/** Every component of `library.css`, in every state, as pages use them. */
const row = (state: string, word: string) =>
  `<li class="row"><div class="row-main"><a class="row-title" href="#a">Read the fridges</a><p class="row-meta">Opening checks</p></div><p class="row-when">due today 07:30</p><span class="badge" data-state="${state}">${word}</span></li>`;

const STATES = [
  ...['todo', 'now', 'done', 'blocked', 'late', 'skipped', 'missed', 'not_applicable'],
  ...['draft', 'active', 'archived'],
];

export const GALLERY = `
<div class="page-head"><div><h1>Opening checks</h1><p class="lead">What is done before the first guests come, and by whom.</p></div>
<div class="buttons"><button class="button button-primary" type="button">Run</button><button class="button" type="button">Edit</button><button class="button" type="button" disabled>Run</button><button class="button button-danger" type="button">Archive</button><button class="button button-small" type="button">More</button></div></div>
<nav class="tabs" aria-label="Of this SOP"><a href="#1" aria-current="page">Steps</a><a href="#2">Runs</a><a href="#3">Opportunities</a><a href="#4">History</a><a href="#5">Source</a></nav>
<p class="notice">Nothing is published yet.</p>
${['accent', 'good', 'attention', 'bad'].map((tone) => `<p class="notice" data-tone="${tone}">One run is open: <a href="#r">look at it</a>, or type <code>/sop status</code>.</p>`).join('')}
<form class="toolbar" role="search"><input class="input" type="search" aria-label="Search" placeholder="Search"><button class="button" type="submit">Search</button></form>
<section class="section"><h2>Steps<span class="count">${STATES.length}</span></h2><ul class="list">${STATES.map((state) => row(state, state.replace('_', ' '))).join('')}</ul></section>
<section class="section"><h2>Cards</h2><div class="cards"><div class="card"><h3>Kitchen</h3><p class="muted">Four SOPs</p><progress class="progress" max="4" value="3" aria-label="3 of 4"></progress></div><div class="card"><dl class="facts"><dt>Owner</dt><dd>Eva Novak</dd><dt>Keeps evidence</dt><dd>1 year</dd></dl></div></div></section>
<section class="section"><h2>Table</h2><div class="table-scroll" tabindex="0" role="region" aria-label="Systems"><table class="table"><thead><tr><th scope="col">Step</th><th scope="col">Reads</th><th scope="col">Who approves</th><th scope="col" class="number">Runs</th></tr></thead><tbody><tr><th scope="row">Read the fridges</th><td>Thermometer</td><td>Shift lead</td><td class="number">1,204</td></tr><tr><th scope="row">Count the cash</th><td>Till</td><td>Restaurant manager</td><td class="number">7</td></tr></tbody></table></div></section>
<section class="section"><h2>Timeline</h2><ol class="timeline">${STATES.slice(0, 7)
  .map((state) => `<li data-state="${state}"><strong>Ana Lima</strong> read 4 °C<p class="muted">06:41</p></li>`)
  .join('')}</ol></section>
<section class="section"><h2>Form</h2><form><div class="field"><label for="g1">Reason</label><p class="hint" id="g1h">Everybody reads it.</p><textarea class="input" id="g1" aria-describedby="g1h"></textarea></div><div class="field"><label for="g2">Amount</label><input class="input" id="g2" value="abc" aria-invalid="true" aria-describedby="g2e"><p class="error" id="g2e">This is no number.</p></div><div class="field"><label for="g3">Place</label><select class="input" id="g3"><option>kitchen</option></select></div></form></section>
<div class="empty"><h2>No SOP yet</h2><p>Drop a document into a channel and type <code>/sop import</code>.</p><p><a class="button" href="#x">How to begin</a></p></div>
`;
