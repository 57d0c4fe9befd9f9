"""Words of the EFF's long list that we never put into a passphrase, because here they could hurt.

The whole list was read for this: violence, weapons and war; death, sickness and bodies; sex; prison and being watched;
slurs and mockery; relatives and faith, which for some are where it happened; loss, and words of dread or blame.
Rather one too many than one too few: of 7,776 words 6,001 stay, which costs 0.4 bits a word (12.9 to 12.5). Nobody
reads these words on a screen, so they lie here and not with what the app says.
"""

LEFT_OUT = frozenset(
    """
abdomen abdominal ablaze abnormal abrasion abrasive absence absentee absently absinthe absolve absurd achiness aching
acid affair affidavit afflicted affront afraid afterlife aftermath aghast aging agonize agonizing agony aground alarm
alibi alienable alienate aliens almighty alone aloof ambulance ambush amiss amniotic amuck anaconda anemia anemic
aneurism anger angled angrily angriness anguished animosity annoying antidote antitoxic aorta apache apprehend argue
armed arming armless armored armory army arousal arrest arrogance arrogant arson ashamed ashen ashes aspirate aspirin
atonable atrocious atrophy attempt attractor audacity autism autistic avalanche avenge avenging aversion avoid await
awkward
babied backache backhand backlash backside backstab backtalk bacteria bacterium badass badly badness banish banister
banshee barbed barmaid barrack barricade bash battalion battered battering battery battle bazooka blabber bladder
blade blame blaming blanching blaspheme blasphemy blast blatancy blatantly bleak blemish bless blighted blitz bloated
bloating blubber blunderer blunt blush blustery boaster boastful boasting bodacious body boned bonehead bonelike boney
bony boogeyman boogieman boozy boring boss botch boxer boxing breach breath breeches breeching breeder breeding
brethren bribe bride broken bronchial browbeat brownnose bruising brunt brute brutishly buccaneer buckshot bucktooth
buddhism buddhist buffoon bulge bulginess bullfight bullring bullseye bullwhip bully bust busybody
cage calamity caloric calorie cancel cannabis cannon capsize captivate captive captivity capture careless caress
carnage casket casualty catacomb cataract catatonic catcall catfight cathedral cathouse cattishly catty caucasian
cauterize cavity celibacy celibate cesarean cesspool chaffing chain chaos chaplain charred chase chasing chaste
chastise chastity cheating chemo chest childcare childhood childish childless childlike chokehold choking chubby chump
clash clavicle cleaver clench clergyman clinic clobber clubbed clubbing clumsily clumsy coagulant coerce collapse
collide collision colonial colonist colonize coma compel comply conceal conceded condone confess confidant confider
confiding confined confining conflict confound confront confused confusing confusion consent constable constrain
constrict contempt contort contrite control contusion coronary coroner corporal corrode corroding corrosive cortex
cramp cranial cranium crawlers crawling crazed crazily craziness crazy crept cried cringe cringing croak crook cross
crowbar crudely crudeness cruelly cruelness cruelty crummiest crummy crusader crushable crushed crusher crushing
crying culpable culprit curfew curse curvy cussed custody cut
dad dagger dandruff danger daredevil dares daringly darkened darkening darkish darkness darkroom dastardly dating
daughter daunting dawdler daycare deacon deafening deafness debrief debtless debtor decay deceased deceit deceiver
deceiving deception deceptive decompose decoy decree deface defacing defame defeat defection defective defendant
defender defense defensive defiance defiant defile defiling deforest defraud defy degraded degrading dehydrate deity
dejected delete deletion delirious delirium delouse deluge delusion demanding demeaning demise deniable denial denture
deny departed deplored deploy deport depose depraved depravity deprecate depress deprive deputize deputy derail
deranged desecrate desolate despair despise destitute destruct detached detective detention detest detonate detonator
detoxify detract devalue deviancy deviant devious devourer devouring diabetes diabetic diabolic diagnoses diagnosis
diaper dictate dictation dictator difficult dingbat dirtiness disabled disagree disallow disarm disarray disaster
disband disbelief discard discharge disclose disdain disengage disfigure disgrace dislike disliking dislocate disloyal
dismay dismiss disobey disorder disown displease disprove dispute disregard disrupt dissuade distant distaste distort
distract distress distrust ditzy divinely divinity divorcee dizziness dizzy docile domestic dork dosage dose douche
dowry dragging drained drank dreaded dreadful drearily dreary drench drinkable drinking drone dropkick dropout drown
dubiously dumping dupe duplicity duress dwarf dweeb dynamite dyslexia dyslexic
earache egomaniac egotism egotistic eject eldercare elderly embattled embolism emergency emptiness empty encroach
endanger endurable endurance enduring enforced enforcer engorge engulf enlisted enrage enslave ensnare entangled
enticing entomb entrap entrust epidemic epidural epilepsy epileptic eradicate erupt escalate escapable escapist eskimo
esophagus espionage estranged estrogen eternal eternity evacuate evacuee evade evasion evasive evict evidence evil
exclude excluding exclusion excretion excretory excusable excusably excuse exes exhaust exhume exile exodus exorcism
exorcist expel expire expiring expletive explicit explode exploit exposable expose exposure expulsion extinct
extortion extradite
faceless facelift failing fall false falsify family famine famished fanatic fantasize fascism fasting feeble femur
ferocious ferocity fester fetal fever fidelity figment filth flaccid flail flashback flatterer flattery flatworm fled
fleshed fleshy flinch fling flirt flogging foe follow fondling fool footless fracture fragility frail frantic freebase
freefall freezing frenzied frenzy fretful fretted frighten frightful frigidity frigidly frisk frostbite frown frozen
frustrate
gag gallows gallstone gambling gangrene geek gentile geriatric gestate gestation getaway gigolo gladiator glandular
glare glaring glaucoma gloater gloating gloomily gloomy glutton gonad goofball goon gore gory gossip grab granddad
grandkid grandma grandpa grandson granny graveness graves graveyard greedily greedy grief grievance grieving grievous
grimace grimacing groin groom grope grudge grudging grueling gullible gutless guts
hacked hacker hacking handcuff handgrip handgun hangnail hangover hardcore hardship harmful harmless harsh hatchet
hate hatred haunt hazard hazing headache headless headlock headsman headstone heftiness hefty helpless helpline
hemlock henchman hulk humiliate humorless humpback humped hunchback hunger hungrily hungry hunk hunter hunting
huntress huntsman hurled hurler hurling hurricane hurt husband hush hypnoses hypnosis hypnotic hypnotism hypnotist
hypnotize hypocrisy hypocrite
ideology idiocy ignore illicitly imbecile immature imminent immobile immodest immorally immunity immunize impaired
impale impatient impeach impeding impending implant implicate implode implosion implosive impose imposing impotence
impotency impotent imprison improper imprudent impure impurity irate irritable irritably irritant irritate islamic
islamist isolated isolating isolation
jab jackknife jailbird jailbreak jailer jailhouse jaundice jawed jawless jaws jeeringly jimmy jockstrap john jokingly
joylessly judge judgingly judicial judiciary jugular junkie junkman junkyard jurist juror jury justify juvenile
kick kissable kisser kissing kosher
ladylike lance landmine landslide lapdog lard lash laxative lazily laziness lazy letdown lethargic lethargy licking
lilly limb limping limpness lip litigate litigator lubricant lubricate lunacy lung lure luridness lurk lustfully
lustily lustiness lying
mace maggot maimed malformed mammary mammogram manhandle manhood manhunt manlike manliness manly mannish marauding
marital married marry massager maternal maternity mating matrimony mayday moaner moaning mobster mocker mom mongrel
monitor monogamy monoxide monstrous moocher moodiness moody morbidity morbidly morphine mortality mortally mortician
mortified mortify mortuary mourner mournful mouth mummified mummify mummy mumps munchkin muscular musket mute
mutilated mutilator mutiny mutt muzzle
nag nanny nape nappy nastily nastiness naturist negate negation negative neglector negligee negligent nemeses nemesis
nephew nerd nervous nervy neurosis neurotic nicotine niece nuclear numbing numbly numbness nuptials nursery nursing
nutcase
oaf obedience obedient obituary obligate obliged oblivion obnoxious observant observer observing obsessed obsession
obsessive obstinate obtrusive occultist ogle omen ominous onslaught operative opium oppose opposing oppressed
oppressor ouch outbreak outburst outcast outrage outsider ovary overeater overexert overfed overfeed overhear overkill
overlord overpower overreach overreact override overrule overstep overthrow
pacemaker pagan palpitate pampers pancreas pandemic pang panic pantyhose paparazzi paralegal paralyses paralysis
paralyze paramedic parasite parasitic pardon parole parting partner passion passive pastor paternal paternity patient
patriarch patrol pauper pawing pediatric pellet pelvis penalize penalty penknife perish perjurer perjury persecute
pessimism pessimist pester petted phantom phobia phoney phoniness phony plasma pleading plunder plunging poach
pointless poison poking police polio polygraph pope portly postwar pound pox pranker prankish prankster prayer praying
preacher preaching preachy precinct predator pregnancy pregnant prenatal prescribe preteen pretended pretender
pretense pretext prewar prison prissy probation probe probing procreate profane profanity prognosis provoke provoking
prowler prowling prozac prude prudishly pry psychic pulmonary pulverize pummel punch punctured pungent punisher punk
puppet pureblood purebred purgatory purge purging purist purity pursuable pursuit pusher pushiness pushing pushover
pushy putdown pyromania
quake quaking quarrel quicksand
rabid racism radiation rage ragged raging raider ransack ranting rants rasping ravage raving ravishing rebuff reburial
reckless recluse reclusive recoil rectal reenact refusal refuse refusing regime regress regretful rehab relapse
relapsing relive remission remorse renounce repent repossess repressed reprimand reproach repugnant repulsion
repulsive rescuer resent resigned resistant resisting resurrect retaliate retrial revenge reverend revolt revolver
ribcage riddance rifling rift rigor riot ripping riptide risk ritalin robbing rotten rotting roundworm ruined rumor
runt rupture ruse rut
sabbath sabotage sacrament sacred sacrifice sadden sadly sadness safeguard safehouse sagging saggy saint salvation
sanction sanctity sanctuary sarcasm sarcastic savage savior scabbed scabby scalded scalding scalping scam scandal
scapegoat scarce scarcity scared scarily scariness scarring scary scheme scheming schnapps scoff scolding scorch scorn
scorpion scoundrel scowling scraggly scratch scrawny scrooge scrounger scruffy scrutiny scurvy secluded secluding
seclusion secrecy secret sedate sedation sedative seduce seducing seizing sensually sensuous septic septum sequester
sermon serotonin serpent serrated severity shadily shadiness shady shakable shakily shakiness shaking shaky shame
shank shanty shelter shiftless shifty shivering shock shoplift shout shove showdown showgirl shrank shrapnel shriek
shrill shrink shrivel shrouded shrunk shudder shun shush shut siamese sibling sighing silenced silencer silent
silliness silly sinister sinless sinner siren sister skeletal skeleton skinhead skinless skinning skinny skintight
skirmish slacked slacker slacking slain slam slander slapping slashed slashing slighted slighting slimness slit
slobbery sloppily sloppy slouching slouchy slum smasher smashing smashup smirk smite smitten smoked smoking smother
smuggler smuggling smugly smugness snaking snare snarl sneak sneer snide snitch snooper snub spearhead spearman spew
spider spied spinster spiritism splatter spleen spoiled spoiler spookily spooky spousal spouse sprain spyglass
squabble squad squatter squealer squealing stagnant stagnate stained stalling stammer stank staring startle startling
starved starving stench sterile sterility sterilize sternum stifle stifling stinger stingily stinging stingy stinking
stinky stomp stonewall stooge strained strangely stranger strangle stray strep stress stricken strife strike striking
struck struggle stuck stung stunned stunner stupor subdued subduing submitter sufferer suffering suffocate suing sulk
sullen sultry superior superman supermom supremacy surgery surgical surrender surrogate survival survive surviving
survivor suspect suspend sweat swinger swooned symptom syndrome
tainted tamper tank tantrum tarantula target tattle tattling taunt theft thieving thievish thigh thong thrash threaten
throat throbbing throttle throwaway thumping thwarting tibia tightwad timid timothy tragedy traitor trance trapdoor
trapped trapper trapping traps trash treachery treason tremble trembling tremor trench trespass triage trial tribunal
trickery trickily tricking trickster trimester trinity trodden trolling trouble troubling trump trustable trustful
trusting trustless tubby tummy turmoil twerp twisted twister tying
ultimatum umbilical unafraid unashamed unbalance unbeaten unbitten unblessed unbridle unbroken unburned uncanny
uncaring unchain uncivil unclad unclaimed uncle unclothed uncouth undamaged undead underage underfed underfeed
underhand undermine underpaid underrate undertow underwear undesired undoing undone undress undying unease uneasily
uneasy unethical unexposed unfair unfeeling unfounded ungodly unguarded unhappily unhappy unharmed unhealthy unheard
unhearing unhelpful unhinge unholy uninjured uninvited unisexual unjustly unkempt unkind unlawful unlikable unlivable
unloaded unloader unlovable unloved unlovely unloving unluckily unlucky unmoral unnatural unneeded unnerve unnerving
unnoticed unpaid unpleased unpopular unreal unrest unrobed unruly unsafe unsavory unscathed unsecured unseemly unseen
unsent unsettled unshackle unshaken unsheathe unsightly unsocial unsoiled unspoken unstable unsteady unsterile
unsuited unsworn untainted untouched untreated untrue untruth unvalued unvisited unwanted unwarlike unwary unwashed
unwatched unwed unwelcome unwell unwilling unwitting unwomanly unworthy upchuck upheaval uptight urgency urgent urging
urologist urology uselessly
valium vanish vanquish varmint vascular vendetta vengeful venomous ventricle verdict vertigo vice villain violate
violation violator viper viral virus vixen void volatile
wannabe wasting watch whiny widow wife wildfire willpower wilt wimp wince wincing wiring wistful wolf womanhood
womankind womanless womanlike womanly womb wooing woozy worried worrier worrisome worry worsening worshiper worst
wound wrath wreath wreckage wrecker wrecking wrist wrongdoer wronged wrongful wrongly wrongness
yanking yelling yelp yiddish
zit zombie
""".split()  # noqa: SIM905 - a list of eighteen hundred strings is no easier to read
)
