/** Wishes and habits around eating and drinking, each with questions that it should colour. How to read a line: ../preferencePairs.ts */
export const foodPreferences = `
# diets
I have been vegan since I was nineteen. => What should I cook for my parents on Sunday?; cheese boards for a housewarming; leather-free gifts and a birthday cake for my own party; What can I order at a steakhouse with colleagues?
- meat => hearty stews for cold evenings; dishes to bring to a summer grill party; What should I try while I am in Argentina?; protein sources for building strength
I have coeliac disease, so wheat is out for me. => Where can I get fresh pastries in Vienna?; pasta places near the Trevi fountain; beers for a tasting evening; quick sandwiches for the office
Lactose gives me cramps. => creamy soups for autumn; What goes into a good lasagne?; ice cream parlours in Bologna; cocktails with a dessert feel
I keep kosher at home and away. => seafood restaurants on the coast of Maine; What could I cook with a pork shoulder?; dinner spots in Madrid known for ham
I only eat halal. => barbecue joints in Texas; street food in Bangkok; sausages for a cookout
I am on a low-carb diet for the rest of the year. => breakfasts that keep me full; side dishes for roast chicken; bakeries worth a detour in Paris; snacks for a long train ride
- added sugar => desserts for a dinner with friends; drinks for a hot afternoon; cereals for the morning; What can I bake with the children?
I fast until noon every day. => What should I have before my morning run?; brunch spots for Saturday; a meal plan for the working week
I count every calorie and stay under 1,800 a day. => takeaways for a lazy Friday; What are filling snacks?; a Thanksgiving menu
I eat fish but no other animals. => toppings for a pizza evening; What should I order at a Brazilian rodízio?; a Christmas dinner for four
- ultra-processed food => quick dinners after work; snacks from a petrol station; lunchbox fillers for the kids
I try to eat at least thirty different plants a week. => a shopping list for the weekend; salads that do not bore; soups for the freezer
My doctor told me to cut salt because of my blood pressure. => Korean side dishes; crisps and nibbles for a film night; ways to season a roast; tinned soups
# allergies
I am allergic to peanuts and carry an injector. => Thai dishes for a first visit; trail snacks; satay and noodle recipes; sweets from America for a tasting box
Shellfish makes my throat swell. => What should I eat in New Orleans?; paella restaurants in Valencia; a starter for New Year's Eve; buffets on a cruise
- eggs, they give me hives => breakfast in a diner; How do I make a carbonara?; cakes for a christening; fresh pasta brands
I react badly to sesame. => Middle Eastern starters; sushi rolls to order; burger buns; What can I do with a can of chickpeas?
Soy is off the table for me, it brings me out in a rash. => meat substitutes; Japanese marinades; milk for my coffee besides cow's
Strawberries make my lips itch. => a summer tart; smoothies for the beach; jam for scones
I can't have sulphites, so wine gives me headaches. => What could we drink with the cheese?; a tour through Tuscany; dried fruit for hiking; gifts from Bordeaux for my dinner table
Tree nuts are dangerous for me. => granola brands; pesto on anything; Turkish sweets; What is good in a bakery in Piedmont?
I had an anaphylactic reaction to a kiwi once. => fruit for a picnic; exotic juices; What should I put on a pavlova?
# taste
- cilantro, it tastes like soap => Mexican dishes for a party; What should I order in Hanoi?; toppings for my tacos; fresh chutneys
+ very hot food that makes me sweat => curries for tonight; noodle shops in Chengdu; sauces for my eggs; What should I eat in Jamaica?
My stomach cannot take chillies. => dishes from Sichuan; What should I try in Mexico City?; wings for the match; lunch in an Indian canteen
- mushrooms, the texture puts me off => risotto recipes; vegetarian mains for a feast; toppings for pizza; What grows in the woods in October that I could cook?
> savoury breakfasts over sweet ones => What should I make on Sunday morning?; hotel breakfast orders; ideas for oats
- raw fish => omakase counters in Tokyo; light lunches in Hawaii; What is ceviche like, should I order it in Lima?
I don't like anything slimy, such as okra or oysters. => Creole classics; starters on the French coast; Japanese breakfasts
+ bitter flavours => salads for January; aperitifs on a terrace; chocolate to bring home from Belgium
- blue cheese => a board for after dinner; dressings for wedges; walnut and pear salads; specialities from Roquefort
I can't bear the smell of lamb. => What should I eat in Greece?; an Easter roast; Moroccan tagines; kebab shops
- fruit in savoury dishes => pizza with something tropical; Persian stews; what to serve with duck
I like my food plain: potatoes, bread, roast chicken. => adventurous restaurants in Copenhagen; fusion dishes; What would I enjoy at a tasting menu?
+ anything with garlic and lemon => marinades for fish; dressings; a simple spaghetti; how to cook green beans
> crunchy things over soft ones => ways to cook cauliflower; snacks while reading; bread for soup
- anise and liquorice => sweets from the Netherlands; What do people drink in Marseille?; fennel recipes
# drinks
I have been sober for six years. => toasts at a wedding; What do people drink at Oktoberfest?; bars with a view; a night out in Dublin; a tour of the vineyards of Napa
- coffee, it makes my heart race => hot drinks for the afternoon slump; ways to wake up in the morning; What should I order in a Viennese café?; tiramisu for guests
+ single-origin espresso => kitchen gadgets worth the money; cafés in Melbourne; birthday presents for myself; hotel rooms with something special
> tea over coffee => What should I drink at my desk?; souvenirs from Sri Lanka; a café date; machines for the kitchen counter
- fizzy drinks => what to have with popcorn; refreshments for a garden party; mixers
No caffeine after lunch, or I lie awake. => What goes with an afternoon cake?; a pick-me-up at four; energy before an evening class; after-dinner drinks in Rome
+ craft beer from small breweries => pubs in Bamberg; presents from Portland to take home; what to serve with chilli
- beer => What should I drink in Prague?; match-day drinks; a stag night in Munich
I drink only tap water and hate paying for bottles. => what to order with dinner; water for a hike; things to keep in the fridge for guests
> red wine over white => what to pour with the roast; a bottle to bring for the host; tastings in Rioja
- sweet cocktails => drinks at a rooftop bar; what to mix for the girls' night; orders in Havana
# eating out
- chain restaurants => lunch in Times Square; somewhere to eat near the motorway; burgers downtown; pizza in the suburbs
+ small family-run places => dinner in Naples; breakfast in a village in Provence; where to take my boss; a pub lunch in Cornwall
Loud dining rooms give me a headache; I hear badly with background noise. => a place for a birthday with ten people; tapas bars in Seville; where to watch the final; a restaurant for a long talk
- buffets => all-inclusive resorts; breakfast at a hotel; a wedding meal; Las Vegas restaurants
- waiting in line for a table => the famous ramen shop everyone talks about; brunch in Brooklyn; a new place that takes no reservations
I can spend at most fifteen euros on a meal. => dinner in Zurich; sushi in London; somewhere with a view over the harbour; a date night
- tasting menus with twelve courses => a Michelin evening in Lyon; an anniversary dinner; where chefs experiment
+ eating outdoors => lunch on a mild day in Rome; a restaurant for our anniversary in June; places by the canal
I need a place where my wheelchair fits. => cellar bars in Kraków; rooftop restaurants; old taverns in Toledo; cafés on the hill of Montmartre
> street stalls over sit-down restaurants => dinner in Penang; lunch in Palermo; what to eat in Marrakesh at night
- eating with my hands => Ethiopian food; crab shacks in Maryland; wings and ribs; a dosa house
I tip badly in my head and hate it; I like places where service is included. => dinner in New York; bars in Chicago; a haircut and lunch in Boston
I eat dinner before six. => restaurants in Barcelona; late bites after the theatre; an evening in Buenos Aires
+ open kitchens where I can watch the cooks => sushi places; a restaurant for my birthday; pizzerias
# cooking
I have only a microwave and a kettle in my room. => dinners for students; a warm meal in winter; what to do with rice and vegetables
- recipes with more than six ingredients => mole from scratch; dinner for a Tuesday; a curry; something French for guests
I never fry anything; the smell stays for days. => ways to cook fish; schnitzel at home; snacks for New Year; what to do with aubergines
+ batch cooking on Sundays => what to eat during the week; uses for a big pot; lunches for work; what can go into the freezer
- following recipes to the gram => baking bread; macarons; a first cookbook
I cook for one and hate leftovers. => Sunday roasts; soups; recipes for lentils; a whole chicken
> cast iron over non-stick => a new pan; ways to make pancakes; kitchen gear for a first flat; searing steak
- chopping onions => French soup; a base for sauces; tools for the kitchen
I refuse to buy another kitchen appliance. => making rice easily; homemade ice cream; crispy potatoes with less oil; pressure-cooked beans
+ fermenting things in jars => uses for a cabbage; something with the last cucumbers from the allotment; gut-friendly sides
I am colour-blind and cannot tell when meat is done by its look. => grilling steaks; roasting a chicken; burgers for a crowd
+ cooking over an open fire => weekends in the woods; a dinner for friends in the garden; what to do with a pumpkin
`
