/** @jsxImportSource preact */
const paths = {
  close: 'M6 6L18 18M18 6L6 18',
  forget: 'M4 7H20M10 11V17M14 11V17M6 7L7 20H17L18 7M9 7V4H15V7',
  send: 'M12 19V5M6 11L12 5L18 11',
  down: 'M12 5V19M6 13L12 19L18 13',
  stop: 'M7 7H17V17H7Z',
  up: 'M7 11V20H4V11ZM7 11L11 4C13 4 13.5 5.5 13 9H18.5C19.5 9 20.3 10 20 11L18.5 18.5C18.3 19.4 17.5 20 16.5 20H7',
  info: 'M12 3A9 9 0 1 0 12 21A9 9 0 1 0 12 3M12 11V16M12 8V8.01',
  wait: 'M12 3A9 9 0 1 0 12 21A9 9 0 1 0 12 3M12 7V12L15 14',
};

export function Icon({ name, turned }: { name: keyof typeof paths; turned?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class={turned ? 'turned' : undefined}>
      <path d={paths[name]} />
    </svg>
  );
}

/** The leaf: two arcs and a vein. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class="mark">
      <path d="M4 20C3 9.5 9.5 3 20.5 3.5C21 14.5 14.5 21 4 20Z" />
      <path d="M4 20C7.5 15 11 11.5 15.5 8.5" />
    </svg>
  );
}
