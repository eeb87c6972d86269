/**
 * Mantine's plain pieces as remotes reach them: one copy, the shell's, with our
 * theme. The shell sends all that stands here with its first page: add a piece
 * when a page needs it, a heavy one to `lazy-inputs.tsx`.
 */
export {
  ActionIcon, Alert, Anchor, Avatar, Badge, Box, Button, Card, Center, Checkbox, Collapse, CopyButton, Divider, Group, List, Menu, Modal, Paper,
  PasswordInput, Popover, Progress, Radio, SegmentedControl, Select, SimpleGrid, Skeleton, Stack, Table, Text, TextInput, Textarea, Title, Tooltip,
  UnstyledButton, VisuallyHidden, useComputedColorScheme, useMantineColorScheme,
} from '@mantine/core';
export { useDebouncedCallback, useDebouncedValue, useDisclosure, useHotkeys, useLocalStorage, useMediaQuery, useReducedMotion } from '@mantine/hooks';
