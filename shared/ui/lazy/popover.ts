export { Popover as default } from '@mantine/core';
