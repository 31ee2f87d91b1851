/** Begins a program to which the kernel refuses every write beyond so many KiB of a file, as a full disk would. */
export const smallDisk = (kibibytes: number): string[] => [
  'bash',
  '-c',
  `trap "" XFSZ; ulimit -f ${kibibytes}; exec "$0" "$@"`,
];
