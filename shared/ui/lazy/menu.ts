export { Menu as default } from '@mantine/core';
