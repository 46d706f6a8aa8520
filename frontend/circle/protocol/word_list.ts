/** 256 short words that sound unlike each other, in the order of the alphabet: one for each byte. */
export const wordList: readonly string[] = (
  'acorn actor agent alarm album amber angle ankle apple apron arrow aspen atlas attic autumn bacon badge baker ' +
  'bamboo banjo barley barn basil basket beach beaver beetle bench berry biscuit blanket blossom boat bonnet ' +
  'bottle bramble brick bridge broom brush bucket butter button cabin cactus camel candle canoe canvas carpet ' +
  'carrot castle cedar celery chalk cherry chimney cider cinnamon circus clover coast cobble coconut comet ' +
  'compass copper coral corner cotton cousin crayon cricket crystal cupboard curtain daisy dancer desert diamond ' +
  'dinner dolphin donkey doorway dragon drawer duckling eagle easel echo elbow ember engine envelope fabric ' +
  'falcon feather fiddle finger fisher flannel flower forest fossil fountain garden garlic ginger giraffe glacier ' +
  'glove goblin gravel guitar hammer hammock harbour hazel hedge helmet heron hobby honey horse island ivory ' +
  'jacket jasmine jelly jersey jigsaw juniper kayak kettle kitchen kitten ladder lantern laurel lavender lemon ' +
  'lentil letter lizard lobster locket lupin magnet mango maple marble meadow melon mirror mitten monkey morning ' +
  'mountain muffin museum mustard napkin nectar needle nutmeg oatmeal ocean olive onion orchard otter oven oyster ' +
  'paddle pancake panther paper parsley parsnip pebble pencil pepper piano pigeon pillow planet plum pocket pony ' +
  'poppy potato puddle pumpkin puppet quilt rabbit radish raisin raven ribbon river robin rocket rosemary saddle ' +
  'sailor salmon sandal scarf school scooter seagull shadow shelter shovel silver sketch slipper snail sparrow ' +
  'spider spinach sponge spoon squirrel stable statue summer sunset tablet tailor teapot thimble thunder tiger ' +
  'timber tomato tractor trumpet tulip tunnel turnip turtle umbrella valley vanilla velvet village violet violin ' +
  'waffle wagon walnut walrus water whistle'
).split(' ')
