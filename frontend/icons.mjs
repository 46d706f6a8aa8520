// The icons the pages use, by their Lucide names. Add one here and it is in the sprite.
export const iconNames = [
  'armchair', 'arrow-down', 'arrow-left', 'arrow-right', 'arrow-up', 'badge-check', 'bell', 'bookmark', 'bookmark-check',
  'book-open', 'calendar', 'calendar-check', 'calendar-clock', 'calendar-x',
  'check', 'chevron-down', 'circle-alert', 'circle-check', 'circle-dashed',
  'circle-minus', 'circle-pause', 'circle-plus', 'circle-question-mark', 'circle-stop',
  'clipboard-list', 'clock', 'coffee', 'door-open', 'download', 'eye-off',
  'file-text', 'flag', 'globe', 'heart-handshake', 'house',
  'inbox', 'info', 'key-round', 'lamp', 'languages', 'life-buoy', 'link',
  'list', 'locate-fixed', 'lock', 'mail', 'map-pin', 'minus',
  'moon-star', 'notebook-pen', 'pencil', 'phone', 'plus', 'printer', 'rss', 'search',
  'settings-2', 'shield', 'smartphone', 'sprout', 'sun', 'trash-2', 'upload',
  'user-round', 'users-round', 'video', 'wallet', 'x',
]

// Our own drawings of what a place offers, in pictures/access: the usual sets have no
// ramp, no loop and no quiet corner. In the sprite they are called access-NAME.
export const accessNames = [
  'accessible-toilet', 'bus', 'camera-off-welcome', 'captions', 'children-welcome',
  'dogs-welcome', 'fragrance-free', 'hearing-loop', 'parking', 'quiet-corner',
  'sign-language', 'step-free',
]
