/** What advice about media, learning, work, home and things mostly speaks of. A line reads `subject | other subject => what the answer would name; …` */
export const leisureAnswers = `
# screen
a film for tonight | must-see movies => violence and blood; romantic comedies; superheroes; horror; subtitles; three-hour epics; musicals; animation; black-and-white classics; sad endings; nudity; war
a series to binge | popular shows on streaming => many seasons; cliffhangers; graphic violence; fantasy worlds; reality shows; crime and murder; laugh tracks; teenage drama; foreign languages; slow pace; period costumes; zombies
comedies | something funny to watch => crude humour; laugh tracks; slapstick; stand-up; mockumentary; romance; cartoons for adults; satire of politics
thrillers and crime | mysteries => serial killers; gore; courtroom scenes; detectives; plot twists; true crime; child victims; police
science fiction and fantasy shows => dragons; space battles; time travel; superheroes; long lore; aliens; dystopia; special effects
documentaries => true crime; nature and animals being hunted; politics; sports; narration; conspiracy; war; history
family films | a film with the kids => animation; musicals; talking animals; sequels; superheroes; sad deaths of animals; slapstick
a date-night movie | romance on screen => love stories; explicit scenes; comedies; tear-jerkers; period drama; happy endings
award winners | critically acclaimed films => slow drama; heavy themes; black-and-white; foreign languages; violence; historical settings; biographies; long running time
anime and cartoons => subtitles; high-school stories; fights; dubbed voices; fan service; long series; giant robots
something to watch at Halloween | scary stories => gore; ghosts; jump scares; clowns; found footage; psychological terror; demons
game shows and reality television | light entertainment => staged drama; singing contests; dating; cooking contests; humiliation; celebrities
# reading
a book for the holidays | what to read next => romance; thrillers; long fantasy series; literary classics; biographies; self-help; e-books; audiobooks; short stories; science fiction; first-person narrators; sad endings; bestsellers
a novel everyone talks about | books for my book club => bestsellers; slow literary fiction; family sagas; graphic violence; multiple narrators; historical settings; memoirs; magic realism
personal growth | becoming more productive => self-help books; podcasts; early mornings; apps; journaling; time blocking; motivational speakers; meditation; strict routines
history and science reading | learning about the past => long volumes; textbooks; podcasts; documentaries; military history; dry academic style; novels; lectures
reading devices | keeping up my reading => e-readers; audiobooks; subscriptions; paper books; phone apps; libraries; reading challenges
magazines and news | keeping up with events => social media; television news; newsletters; paywalls; podcasts; push alerts; opinion columns; print papers
# listening
songs for a party | a playlist to dance to => electronic dance music; mainstream pop; hip-hop with explicit lyrics; disco; Latin rhythms; loud bass; oldies; remixes
music for working | focus music => instrumental and classical; lo-fi beats; lyrics; white noise; ambient; film scores; metal; video game soundtracks
new bands | artists to discover => mainstream pop; indie rock; rap; country; heavy metal; electronic; auto-tune; foreign languages; explicit lyrics; underground scenes; covers; live albums
songs for a road trip | driving music => classic rock; country; pop hits; sing-alongs; podcasts; audiobooks; heavy metal; hip-hop
concerts and festivals | live music this summer => standing crowds; loud sound; camping; mainstream headliners; electronic stages; expensive tickets; mud; alcohol; late nights; strobe lights
music to relax | calm evenings => classical piano; jazz; nature sounds; ambient; acoustic singers; meditation tracks; new age
workout music => fast electronic beats; rap; metal; pop remixes; loud bass; high tempo
podcasts => true crime; comedy chat; politics; advertising breaks; long episodes; celebrity interviews; storytelling; self-help
learning an instrument | singing lessons => private teachers; video courses; apps; reading notes; daily drills; group lessons; playing for an audience; electronic instruments
headphones and speakers => wireless; noise cancelling; smart speakers that listen; in-ear; heavy bass; cables; expensive brands
# play
video games | games for my console => violence and guns; online multiplayer; microtransactions; open worlds; time limits; pixel art; turn-based combat; horror; sports; grinding; subscriptions; difficult bosses; racing; first-person view
immersive games | virtual worlds => virtual reality; first-person shooters; motion sickness; horror; open worlds; long play time; realistic violence; subscriptions
mobile games | games on my phone => advertising; in-app purchases; puzzles; timers; social features; always online; gacha; idle games; swiping
indie games => pixel art; platform jumping; roguelikes with permanent death; walking simulators; puzzles; retro music; horror; story without combat
games with friends | party games => competition; drinking; trivia; shouting; drawing; teamwork online; betrayal and lying; motion controls; cards; karaoke
board games | game nights => long rules; luck and dice; co-operation; conflict; bluffing; trivia; war themes; many pieces; player elimination; cards
puzzles and brain teasers => abstract logic; time pressure; word games; jigsaw; sudoku; escape rooms; hidden objects; maths
role-playing games | fantasy adventures => turn-based combat; grinding; long stories; character creation; magic; open worlds; dice; reading much text; monsters
strategy games => real-time pressure; war; managing resources; complicated rules; historical settings; long matches; online opponents
sports games and racing => annual releases; online leagues; microtransactions; realistic simulation; steering wheels; football
# sports and days out
a sport to take up | sports to try => contact and injuries; team play; swimming; running; balls; competition; expensive equipment; extreme risk; martial arts; outdoor cold; motor vehicles; golf; individual training
sports to watch | a match on Saturday => football; boxing and fights; motor racing; golf; animals racing; late nights; basketball; tennis; crowds in stadiums; alcohol; commentators; violence
adventure sports | thrills => heights; bungee jumping; skydiving; diving in caves; confined spaces; motor vehicles; white water; speed; climbing; risk of injury
water sports => swimming; surfing; diving; sailing and seasickness; cold water; kayaks; jet skis; sharks
winter sports => skiing; snowboarding; ice skating; cold; heights; falling; expensive gear; snowmobiles
outdoor activities | fun in nature => hiking; climbing; insects; cycling; camping; water; heights; fishing; hunting; physical strain; horse riding; heat and sun
sports for the family | activities with friends at the weekend => bowling; swimming pools; paintball; escape rooms; team matches; trampolines; bicycles; competition; mini golf
hobbies | something creative to do => drawing; knitting; pottery; expensive equipment; online videos; group courses; music; cooking; gardening; collecting; photography; patience; fine motor work
gifts | a birthday present => gadgets; perfume; jewellery; alcohol; flowers; chocolate; experiences; books; vouchers; leather goods; handmade things; surprises; subscriptions
birthday celebrations | throwing a party => surprises; loud music; crowds; alcohol; balloons and plastic; cake; restaurants; games; karaoke; being the centre of attention
local events | what to do this weekend => crowds; loud concerts; street food; fireworks; museums; alcohol tastings; fairs; markets; art shows; sports games; children; standing for hours
a date | meeting new people => dating apps; bars and drinking; loud clubs; speed dating; group events; restaurants; walking; social media; cinema; small talk; sports clubs
cultural experiences | local traditions => museums; religious sites; animal shows; dancing; alcohol; food tastings; guided groups; crowded festivals; theatre; history; crafts
a rainy day | indoor fun => museums; shopping malls; cinema; video games; baking; board games; cafés; spas; bowling; libraries
# learning
learning a language | picking up Spanish => apps with games; flashcards; podcasts; group classes; private tutors; grammar books; watching films; talking to strangers; self-study; subscriptions; video lessons; moving abroad; exams
learning to code | learning data analysis => video courses; textbooks; self-paced platforms; group projects; boot camps; exercises; subscriptions; forums; certificates; pair work; theory first
preparing for an exam | studying for finals => flashcards; study groups; practice tests; textbooks; video lectures; memorising; timers; apps; tutors; highlighting; cramming at night; mind maps
resources for learning a subject | understanding a topic => textbooks; video lectures; podcasts; academic papers; online courses; interactive simulations; lectures; discussion forums; free material; subscriptions; gamified apps; worksheets; documentaries; hands-on projects
online courses | further education => self-paced modules; live video; certificates; subscriptions; peer grading; recorded lectures; large companies; forums; deadlines; quizzes; ads
history and humanities | ancient civilisations => museums; documentaries; textbooks; novels; dates to memorise; podcasts; lectures; maps; storytelling; primary sources
mathematics and physics | difficult formulas => drills; proofs; videos; textbooks; word problems; tutors; visual animations; software; abstract theory
public speaking | soft skills => clubs; video recordings of oneself; role-play; books; coaches; online courses; audience feedback; memorising
help with homework | resources for my child => screens; apps; tutors; worksheets; games; rewards; videos; reading together
a university degree | going back to school => lectures; group work; distance learning; exams; loans; campus life; internships; evening classes; large classes
# work
a new job | career advice => networking events; travel; overtime; open-plan offices; remote work; start-ups; hierarchies; relocation; sales; suits; salary negotiations; corporate firms; management duties; social media profiles
getting more done | productivity at work => co-working spaces; music; early mornings; apps; meetings; multitasking; standing desks; noise; strict schedules; pomodoro timers; working from home
where to work | a workplace that suits me => open-plan offices; co-working spaces; cafés; home office; silence; fluorescent light; commuting; hot desks; video calls; shared kitchens; dress codes; being alone all day
team spirit | relations with colleagues => team-building retreats; after-work drinks; lunches; small talk; video games; sports; group chats; feedback rounds; office parties; personal questions
communication at work | remote teams => video calls; instant messages; long e-mails; daily meetings; phone calls; status reports; emojis; documents; time zones
starting a business | earning money on the side => loans; social media marketing; cold calls; investors; risk; online shops; freelancing; long hours; partners; franchising
networking | meeting people in my field => conferences; small talk; alcohol; social media; speed networking; public speaking; business cards; clubs
leadership | managing people => strict control; open feedback; meetings; conflict; hiring; motivation speeches; delegation; coaching
# home
furniture for the living room | decorating my flat => minimalism; mid-century pieces; bold colours; leather sofas; glass tables; dark wood; industrial metal; patterns; self-assembly; second-hand; plastic; carpets; plants; white walls; fast furniture chains
a bedroom | sleeping comfort => soft mattresses; down pillows; dark colours; carpets; electronics; heavy curtains; memory foam; wall mirrors; weighted blankets
renovation | kitchens and bathrooms => open plans; white tiles; marble; gas stoves; smart taps; bold wallpaper; plastic floors; loud builders; strong paint fumes
storage and tidiness | cleaning the house => plastic boxes; bleach and chemicals; throwing things away; labels; open shelves; scented sprays; robots; single-use wipes; cleaning staff
home technology | a smart home => voice assistants; cameras; cloud accounts; subscriptions; apps; automatic lights; data collection; wifi radiation; touch screens
appliances | kitchen equipment => noise; touch panels; plastic; big machines; gas; smart functions; energy use; single-purpose gadgets; expensive brands
lighting and colour => bright white light; bold walls; candles with scent; dim rooms; neon; pastel; beige and grey; patterned wallpaper
plants and gardens | a balcony => pesticides; lawns; daily watering; bees; poisonous plants; artificial plants; kneeling; pollen; vegetables; exotic species; power tools
festive decoration | Christmas at home => plastic; candles; cut trees; blinking lights; glitter; religious symbols; expensive presents; big family dinners
# animals
a pet for our family | which dog breed => shedding fur; large dogs; long walks; barking; cats; reptiles in tanks; birds in cages; breeders; high energy; allergies; grooming; small apartments; shelters; training
training my dog | bad behaviour of my pet => shock collars; treats; crates; punishment; clickers; trainers; dominance; group classes; leashes
feeding my pet | treats for my dog => raw meat; grain-free kibble; factory food; vegan diets; home-cooked meals; by-products; supplements; artificial colours; bones; insects
fleas, ticks and illness | keeping my pet healthy => chemical drops; collars; vaccines; vet visits; antibiotics; natural oils; pills; surgery; insurance
toys and play for pets | exercising my cat or dog => plastic toys; laser pointers; squeaky noise; dog parks with other dogs; long walks; puzzle feeders; catnip; swimming; chasing balls; outdoor roaming
care while I am away | travelling with my pet => kennels; strangers as sitters; flying in cargo; crates; pet hotels; long drives; sedatives; neighbours
grooming | bathing my pet => scented shampoo; cutting claws; shaving; salons; wipes; clothes for dogs; brushes
a cat for my flat | cat supplies => declawing; clay litter; scratching posts; going outside; collars; long fur; covered trays; automatic feeders
aquariums and small animals => cages; live food; fish; nocturnal noise; heating lamps; cleaning tanks; loneliness
# machines
a new phone => Apple and iPhones; big screens; face unlock; no headphone jack; Chinese brands; Android; cloud services; expensive models; foldable screens; Google services; non-removable batteries
a new laptop | a computer for work => Apple; Windows; touch screens; glossy displays; heavy gaming machines; little storage; fans and noise; ARM chips; refurbished devices; soldered parts; Chromebooks
a tablet or e-reader => glossy screens; ecosystems; pens; keyboards; subscriptions; small storage; Amazon; cellular plans
wearables | a smartwatch => health tracking; daily charging; notifications; privacy; touch screens; round shapes; subscriptions; rubber straps
software | apps for everyday tasks => subscriptions; cloud storage; advertising; accounts; artificial intelligence; open source; data collection; dark mode; big tech companies; complicated interfaces; mobile only
backing up files | sharing photos => cloud storage; external drives; social media; subscriptions; messaging apps; encryption; big tech companies
security | passwords and privacy => biometrics; password managers in the cloud; text message codes; antivirus; virtual private networks; tracking; face recognition
a television | home cinema => huge screens; smart functions; soundbars; projectors; curved glass; subscriptions; 3D; wall mounting; cables
a camera | taking better photos => heavy lenses; digital editing; film; flashes; drones; phones; posing people; tripods; expensive bodies
gaming hardware | a desk setup => loud keyboards; coloured lights; consoles; cables; curved monitors; subscriptions; virtual reality; wireless mice
a car | cars I should look at => electric cars; hybrids; SUVs; diesel; manual gears; leather seats; touch screens; used cars; small cars; sports cars; foreign brands; leasing; self-driving; bright colours; old models; third row of seats
an environmentally friendly car | saving fuel => electric cars; hybrids; small cars; charging stations; plug-ins; public transport; bicycles; hydrogen
a family car | a vehicle for camping => SUVs; minivans; diesel; third row; roof boxes; trailers; big engines; wagons; trucks
a motorcycle or scooter => loud exhaust; speed; leather gear; electric motors; old engines; Harley; racing; long tours; helmets
car care | accessories for the car => leather; air fresheners; chemicals; automatic washes; dash cams; loud sound; seat covers; doing it yourself; dealerships
# money and things of life
investing | where to put my savings => shares; cryptocurrency; real estate; funds; oil and weapons firms; risk; interest; bonds; gold; apps; advisers; day trading
saving money | a budget => apps; cash envelopes; giving up restaurants; coupons; discount shops; second-hand; debts; spreadsheets; side jobs
buying a house | a mortgage => debt and interest; suburbs; renovation; open plans; long commutes; gardens; agents; stairs; shared walls
a credit card or bank => interest; apps; points; annual fees; big banks; online only; cash; data sharing
insurance | planning for old age => long contracts; agents; shares; phone calls; medical tests; funds
online shopping | a good deal => big marketplaces; fast fashion; plastic packaging; flash sales; used goods; subscriptions; fake reviews; returns; foreign sellers
living green | cutting waste => giving up meat; cycling; second-hand clothes; composting; reusable bags; solar panels; shorter showers; local food; electric cars; no flights
volunteering | helping others => asking for donations; animals; children; old people; religious groups; physical work; weekends; blood; politics
a wedding | planning the ceremony => church; many guests; dancing; alcohol; expensive dresses; speeches; flowers; fireworks; first dance; meat courses; religion
raising children | a family weekend => screens; sugar; strict rules; rewards; theme parks; zoos; sports clubs; loud places; plastic toys; sleep training; vaccines
religion and holidays | what to do on a holiday => church; prayer; alcohol; pork; big dinners; family visits; gifts; fireworks; travelling; shopping
`
