/** Wishes and habits around people, beliefs and causes, each with questions that it should colour. How to read a line: ../preferencePairs.ts */
export const peoplePreferences = `
# family and children
We raise our children without sweets. => a birthday party for my six-year-old; Halloween; rewards for homework; Easter
- screens for toddlers => a long flight with my son; a rainy afternoon; keeping her quiet in a restaurant; learning letters
+ raising our kids in two languages => books for my daughter; a kindergarten; holidays; nannies; cartoons
I want to breastfeed as long as possible. => going back to work; feeding at night; baby food; travelling with a baby
- disposable nappies => what to put on the list for the birth; holidays with a baby; nursery gear
My son is autistic and hates sudden noise. => a day at the fair; birthday parties; the cinema; schools; New Year's Eve; flights
> wooden toys over electronic ones => a gift for a one-year-old; a rainy day; grandparents asking what to buy
We adopted our daughter and tell her openly. => books for bedtime; a family tree at school; questions from strangers
- hitting or shouting at children => tantrums; bedtime fights; teenagers who lie; homework rows
My mother has dementia and gets lost. => a cruise with her; a weekend in town; a phone for her; a birthday outing
I don't want children. => where we could live; planning the next ten years; answering my aunt; a bigger car
We are a large family with five kids. => a car; a hotel in Rome; a cheap dinner; days out; flats
- home schooling => a school for my gifted son; a year abroad; moving to the country
# friends and social life
- parties with people I don't know => New Year's Eve; making friends in a new town; a colleague's housewarming; a festival
+ evenings with two or three close friends => my birthday; a Saturday night; a holiday; a celebration of my new job
I am shy and small talk wears me out. => a networking event; dating; meeting neighbours; a wedding where I know nobody; jobs with customers
- group trips => a week in Croatia; seeing Nepal; skiing; travelling as a single
I don't lend money to friends. => my cousin's business; a friend in trouble; splitting the holiday costs
- gossip => lunch with colleagues; a magazine; staying close to my aunt; a book club
> meeting in person over chatting online => making friends; dating; a reunion; learning a language
I am always early and hate waiting for others. => planning a trip with friends; picking a meeting point; dating; carpooling
- karaoke => the office party; a night in Tokyo; a hen night; birthdays
I keep Sundays free of appointments. => a brunch; a tournament; a volunteer shift; a course at the weekend
- hugging people I barely know => a family reunion; business in Brazil; dance courses; greeting in France
# love and dating
- dating apps => meeting someone; getting over my ex; a partner for my hobby; being single in Berlin
I am married to a man and we are both men. => honeymoon places; wedding dances; adoption; a couple's dinner
+ simple dates such as a walk => a first meeting; our anniversary; Valentine's day; cheering up my girlfriend
- grand gestures in public => proposing; an apology; Valentine's day; an anniversary
I am in a long-distance relationship. => a weekend; gifts; Valentine's day; moving; phone plans
I want to wait with marriage until I am thirty. => the next step with my boyfriend; my parents' questions; a ring
- smokers => finding a flatmate; dating; bars; a car pool
# faith and culture
I fast during Ramadan. => lunch with clients in spring; training plans for March; a dinner party; travelling through Egypt
I don't work or drive on Saturdays. => a day trip; a tournament; job offers; a wedding date; flights
I am an atheist and want no religion at ceremonies. => a wedding; my father's funeral; naming our baby; a school; a choir
+ going to mass on Sundays => a city break in Kraków; planning the weekend; a hike with friends
I pray five times a day. => a new job; long flights; university life; a day at the theme park
- Halloween and other imported customs => plans for October; a party for the kids; decorations; costumes
I honour my ancestors at the lunar new year. => days off; food in February; a trip to Vietnam; family duties
As a Jain I eat no roots such as onions and potatoes. => Indian restaurants; soups; a potluck; airline meals
- yoga, because of my faith => stress relief; a stiff back; a wellness hotel; classes at work
I cover my hair. => sports clothes; swimming lessons; a passport photo; a visit to the hairdresser
# environment
I avoid anything that comes in single-use plastic. => lunch to go; a picnic; water on a trip; meal boxes; a party for thirty
I buy only what is grown nearby and in season. => a fruit salad in January; a menu for February; tomatoes for a sauce; avocados
+ solar energy => a holiday home; charging on a hike; heating; my electricity bill
- air freight goods => asparagus at Christmas; roses in winter; mangoes; orders from China
I share things with neighbours rather than own them. => a drill; a car; a lawnmower; camping gear; tools for moving
- palm oil => biscuits; soap; margarine; chocolate spread; candles
I count my water use. => a bath; a lawn; a swimming pool; washing the car; growing tomatoes
+ taking the stairs and walking => getting to the office; moving more; a hotel; shopping
- lights and heating running all the time => a cosy winter; Christmas decorations; aquariums; leaving for a week
I think zoos and circuses should close. => family days out; birthday ideas; a day in Vienna; school trips
# news, politics, media use
- news in the evening => winding down; staying informed; apps; television
I trust public broadcasters most. => election news; podcasts about politics; the war; documentaries
- political talk => dinner with my uncle; podcasts; comedians; a debating club
+ long reads in print => staying informed; a subscription; Sunday mornings; a gift for myself
I have left all social networks. => sharing photos of the baby; finding my old class; promoting my shop; messaging
- clickbait => tech news; health articles; video channels; sports sites
> podcasts over newspapers => following the election; the commute; learning economics; the weekend
# safety, privacy, law
- sharing my location => finding each other at a festival; running apps; a phone for my daughter; taxis
I don't post pictures of my children. => sharing with grandparents; a family blog; a birthday invitation; a competition
I never sign anything on the spot. => a gym membership; buying a car; a time share; phone contracts
- cameras in my home => watching the dog while I work; a baby monitor; a doorbell; burglars
I walk home only along lit streets. => an evening in Naples; the way from the station; a shortcut through the park; night shifts
+ encrypted messengers => talking to my lawyer; a family group; sending documents; video calls
I do not want to be recorded. => online lessons; meetings; support calls; a talk at a conference
# volunteering and causes
+ working with old people => helping in my free time; a gap year; a career change; Christmas Day
- asking people for donations => helping a charity; a school event; saving the youth club; a sponsored run
I give blood four times a year. => a tattoo; a trip to Ghana; marathon training; a free morning
I want to help with my hands and not with money. => supporting refugees; Christmas; the flood victims; the animal shelter
- politics in clubs => joining a sports club; volunteering; student life
# languages and words
I am learning Welsh and want to use it. => a weekend away; songs; a book; meeting people; a course
- anglicisms => a job title; a slogan; a menu; naming my company
I stutter on the telephone. => booking a table; calling a doctor; cancelling a contract; job interviews
My first language is Turkish. => books for my baby; a lawyer; films; a therapist
# science and curiosity
+ space and rockets => a day in Houston; documentaries; a gift; books; a trip to Florida
- statistics and formulas => understanding the climate; a course in economics; popular science; a museum
I like experiments I can do in the kitchen. => explaining chemistry to my son; a rainy day; a school project; gifts
- dissecting animals => a biology course; a science camp; studying medicine; school projects
I am fascinated by volcanoes. => a holiday in Italy; documentaries; hikes in Iceland; what to do in Hawaii; Guatemala
+ maps => a present; a wall in my study; planning a hike; books; a day in London
# weather, seasons, time of day
I am useless before nine. => a flight; a job; sightseeing at sunrise; a training plan; exams
- rain => a trip to Bergen; Ireland; a wedding date; camping; October outings
+ autumn => the best month for our trip; a wedding; hikes; photography
I freeze easily. => an office; camping in May; swimming in the sea; a flat in an old house; motorbike tours; ice hotels
- dark winters => moving to Sweden; a holiday in December; lamps; jobs in Scotland; plants
I go to bed at nine. => concerts; dinner in Spain; evening classes; a flight; New Year's
`
