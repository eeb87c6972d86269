import { Button, Text } from '@mantine/core';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { IconUpload } from '../icons.ts';
import classes from './work.module.css';

interface DropzoneProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** Endings for the file picker: `.pdf,.docx`. What is dropped is not held to it: say plainly what is wrong. */
  readonly accept?: string;
  readonly disabled?: boolean;
  /** "Drop files here" */
  readonly label: string;
  /** Formats and limit. */
  readonly hint?: string;
  /** Content that files can be dropped on; without it the zone draws itself. */
  readonly children?: ReactNode;
}

/** Takes files by drop, by picker and by keyboard. */
export function Dropzone({ onFiles, accept, disabled = false, label, hint, children }: DropzoneProps) {
  const t = useT('ui');
  const picker = useRef<HTMLInputElement>(null);
  // Entering a child leaves the parent: count, or the highlight flickers.
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent): boolean => !disabled && event.dataTransfer.types.includes('Files');
  const give = (list: FileList | null): void => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(files);
  };
  return (
    <div
      className={classes.zone}
      data-over={over || undefined}
      data-wraps={children !== undefined || undefined}
      onDragEnter={(event) => { if (holdsFiles(event)) { depth.current += 1; setOver(true); } }}
      onDragLeave={(event) => { if (holdsFiles(event)) { depth.current -= 1; setOver(depth.current > 0); } }}
      onDragOver={(event) => { if (holdsFiles(event)) event.preventDefault(); }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        give(event.dataTransfer.files);
      }}
    >
      {disabled ? null : (
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept={accept}
          aria-label={label}
          onChange={(event) => {
            give(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      )}
      {children === undefined ? (
        <div className={classes.prompt}>
          <IconUpload size={22} stroke={1.5} aria-hidden />
          <Text fw={500}>{label}</Text>
          {hint ? <Text size="sm" c="dimmed">{hint}</Text> : null}
          <Button variant="default" mt={4} disabled={disabled} onClick={() => picker.current?.click()}>{t('dropzone.choose')}</Button>
        </div>
      ) : (
        <>
          {children}
          {over ? <div className={classes.overlay} aria-hidden><IconUpload size={28} stroke={1.5} /><Text fw={600}>{label}</Text></div> : null}
        </>
      )}
    </div>
  );
}

interface FilePickerButtonProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly accept?: string;
  readonly children: (open: () => void) => ReactNode;
}

/** A picker behind any button: `<FilePicker onFiles={…}>{(open) => <Button onClick={open}>…</Button>}</FilePicker>`. */
export function FilePicker({ onFiles, accept, children }: FilePickerButtonProps) {
  const [picker, setPicker] = useState<HTMLInputElement | null>(null);
  return (
    <>
      <input
        ref={setPicker}
        type="file"
        multiple
        hidden
        accept={accept}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      {children(() => picker?.click())}
    </>
  );
}
