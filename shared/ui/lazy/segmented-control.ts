export { SegmentedControl as default } from '@mantine/core';
