/** Mantine's plain pieces as remotes reach them: one copy, the shell's, with our theme. */
export {
  ActionIcon, Alert, Anchor, Avatar, Badge, Box, Button, Card, Center, Checkbox, Code, Collapse, CopyButton, Divider, Fieldset, Flex, Grid, Group,
  Input, Kbd, List, Loader, Menu, Modal, MultiSelect, NumberInput, Paper, PasswordInput, Popover, Progress, Radio, ScrollArea, SegmentedControl,
  Select, SimpleGrid, Skeleton, Stack, Switch, Table, Tabs, TagsInput, Text, TextInput, Textarea, ThemeIcon, Title, Tooltip, UnstyledButton, VisuallyHidden,
  useComputedColorScheme, useMantineColorScheme,
} from '@mantine/core';
export { useDebouncedCallback, useDebouncedValue, useDisclosure, useHotkeys, useMediaQuery, useReducedMotion } from '@mantine/hooks';
