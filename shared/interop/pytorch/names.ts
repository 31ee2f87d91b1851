/** Names that mean something else in Python, in a module's source, or on an `nn.Module`. */
const RESERVED = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield match case type print len list dict set
  tuple int float bool str range sum min max abs any all object super property zip map filter input iter next id
  self x torch nn math features F rounded
  forward train training eval parameters modules half double bfloat16 to zero_grad children buffers apply
  cuda cpu ipu xpu add_module register_module register_buffer register_parameter register_forward_hook
  register_forward_pre_hook register_backward_hook register_full_backward_hook register_full_backward_pre_hook
  state_dict load_state_dict named_parameters named_buffers named_children named_modules requires_grad_ share_memory
  get_parameter get_buffer get_submodule set_submodule get_extra_state set_extra_state extra_repr dump_patches
  keras model build_model call_super_init compile to_empty t_destination initialise network layers
  attention dot norm_clamp one_bias last_of_both distributed over_ranks`.split(/\s+/),
);

/** `Hidden 1`, `hidden-1` and `hiddenOne` as words joined by `_`; only letters and digits of ASCII remain. */
export const snakeCase = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

const MAX_CHARACTERS = 60;

/** What a node may be called: its own name where that has letters, else its kind with what is left of the name. */
function wanted(name: string, kind: string): string {
  const own = snakeCase(name).slice(0, MAX_CHARACTERS).replace(/_+$/, '');
  if (/^[a-z]/.test(own)) return own;
  return own === '' ? snakeCase(kind) : `${snakeCase(kind)}_${own}`;
}

/** Hands out identifiers that differ from each other and from all that has a meaning already. */
export class Names {
  private readonly taken = new Set<string>();

  /** One for a node. `endings` are kept free behind it, for modules that belong to it. */
  take(name: string, kind: string, endings: readonly string[] = []): string {
    const base = wanted(name, kind);
    const isFree = (one: string) =>
      ['', ...endings].every(
        (ending) => !this.taken.has(one + ending) && !RESERVED.has(one + ending),
      );
    let found = RESERVED.has(base) ? `${base}_layer` : base;
    for (let number = 2; !isFree(found); number += 1) found = `${base}_${number}`;
    for (const ending of ['', ...endings]) this.taken.add(found + ending);
    return found;
  }
}
