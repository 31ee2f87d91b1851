import { redo, undo, useProject } from '../state/project-store';
import type { Command } from './command';

export const canUndo = (): boolean => useProject.temporal.getState().pastStates.length > 0;
export const canRedo = (): boolean => useProject.temporal.getState().futureStates.length > 0;

export const editCommands: readonly Command[] = [
  {
    name: 'edit.undo',
    group: 'edit',
    label: { en: 'Undo', zh: '撤销' },
    shortcuts: ['Mod+Z'],
    isEnabled: canUndo,
    run: undo,
  },
  {
    name: 'edit.redo',
    group: 'edit',
    label: { en: 'Redo', zh: '重做' },
    shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
    isEnabled: canRedo,
    run: redo,
  },
];
