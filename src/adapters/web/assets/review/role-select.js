/** Who: one of the SOP's roles, nobody, or a role that is typed in and becomes one. */
import { h } from '../dom.js';
import { change } from './change.js';
import { review } from './state.js';

const NEW = '_new';

/**
 * `none` is what no role is called; absent: there must be one. `pick(id)` takes one that is there (undefined: none);
 * `target` says where a new one goes, as the change `role` wants it.
 */
export function roleSelect({ label, none, pick, target, about }) {
  const select = h('select', { class: 'input', 'aria-label': label });
  const typed = h('input', {
    ...{ class: 'input', 'aria-label': `${label}: another role`, placeholder: 'Name of the role', maxlength: 200 },
    hidden: true,
  });
  const element = h('span', { class: 'role-select' }, select, typed);
  let shown;

  const close = () => {
    typed.hidden = true;
    select.hidden = false;
    typed.value = '';
    select.value = shown ?? '';
  };
  const take = () => {
    const named = typed.value.trim();
    close();
    if (named !== '') void change({ type: 'role', named, ...target() }, about);
  };
  select.addEventListener('change', () => {
    if (select.value !== NEW) return pick(select.value || undefined);
    select.hidden = true;
    typed.hidden = false;
    typed.focus();
  });
  typed.addEventListener('blur', () => !typed.hidden && take());
  typed.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      take();
      select.focus();
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      typed.value = '';
      close();
      select.focus();
    }
  });

  return {
    element,
    update(role) {
      shown = role;
      const { roles } = review.work;
      const options = [
        ...(none === undefined ? [] : [['', none]]),
        ...roles.map(({ id }) => [id, roleName(id)]),
        // One that was taken out of the roles still stands here until another is chosen.
        ...(role !== undefined && !roles.some(({ id }) => id === role) ? [[role, roleName(role)]] : []),
        [NEW, 'Another role…'],
      ];
      const signature = JSON.stringify(options);
      if (select.dataset.options !== signature) {
        select.dataset.options = signature;
        select.replaceChildren(...options.map(([value, text]) => h('option', { value }, text)));
      }
      select.value = role ?? '';
    },
  };
}

export function roleName(id) {
  return review.work.roles.find((role) => role.id === id)?.title ?? id.replaceAll('_', ' ');
}
