import { expect, test } from 'vitest';
import { LABS } from '../../../shared/labs';
import { shownName } from '../../../shared/labs/shown-name';
import { LOCALES } from '../../../shared/text/text';

test.each(LABS)('LAB-12: $id is called by its title in the language that is read', (lab) => {
  for (const opened of LOCALES) {
    const document = lab.document(opened);
    for (const locale of LOCALES) {
      expect(shownName(document, locale)).toBe(lab.document(locale).name);
    }
    expect(shownName({ ...document, name: 'My own' }, 'zh')).toBe('My own');
    expect(shownName({ ...document, lab: null }, 'zh')).toBe(document.name);
  }
});
