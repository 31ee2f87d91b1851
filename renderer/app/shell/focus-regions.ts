/** Attribute of the landmarks that F6 goes through, in document order. */
export const REGION_ATTRIBUTE = 'data-region';

const FOCUSABLE =
  'button:not([disabled]), [href], input:not([disabled]), select, textarea, [tabindex]:not([tabindex="-1"])';

/** Moves the focus to the next (1) or previous (−1) part of the window: its first control, or the part itself. */
export function focusNextRegion(direction: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>(`[${REGION_ATTRIBUTE}]`)].filter(
    (region) => region.checkVisibility({ visibilityProperty: true }),
  );
  if (regions.length === 0) return;
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const start = current === -1 && direction === -1 ? 0 : current;
  const next = regions[(start + direction + regions.length) % regions.length];
  const target = next.querySelector<HTMLElement>(FOCUSABLE) ?? next;
  target.focus();
}
