//! What page furniture says, in thirteen languages.
//!
//! Three lists, compared with [`fold`]ed text. A *whole* line that is one of
//! these phrases, but for counts and marks around it, is furniture. So is a
//! line that *starts* with one of those that end with a colon or an ellipsis.
//! *Prose* are words that give away longer furniture, sentences about cookies
//! or comments, wherever they stand; there one is a hint and two are proof.

use std::sync::LazyLock;

use crate::article::Reason::{self, *};
use crate::quick::Map;
use crate::text::{fold, has};

/// Whole lines, separated by `|`.
const WHOLE: &[(Reason, &str)] = &[
    (
        Navigation,
        "home|home page|homepage|menu|main menu|open menu|close menu|toggle navigation|toggle menu|navigation|\
         skip to content|skip to main content|skip to navigation|jump to content|search|search for|\
         search the site|search this site|close|back|back to top|back to top button|top of page|return to top|\
         scroll to top|go to top|next|previous|prev|next article|previous article|next post|previous post|\
         next page|previous page|post navigation|older posts|newer posts|show more|see more|view more|load more|\
         more|view all|see all|all|archive|archives|sitemap|site map|world|politics|business|economy|sport|\
         sports|opinion|culture|science|technology|tech|health|lifestyle|entertainment|travel|education|video|\
         videos|photos|news|local|national|international|markets|energy|jobs|weather|letters|you are here|\
         breadcrumb|breadcrumbs|print edition|english|go|submit|ok|edition|sections|categories|category|\
         more news|section|switch skin|random article|rss|rss feed|feed|e-paper|epaper|live|live tv|listen|\
         watch live|accessibility|help|faq|faqs|about|about us|\
         menu principale|cerca|chiudi|torna su|torna in alto|vai al contenuto|mostra altro|carica altro|\
         primo piano|esteri|economia|politica|cronaca|cultura|sport|scienza|mare|lettere|vedi tutto|\
         mostra di piu|pagina precedente|pagina successiva|precedente|successivo|\
         accueil|aller au contenu|rechercher|recherche|fermer|haut de page|retour en haut|retour|suivant|\
         precedent|article suivant|article precedent|voir plus|afficher plus|a la une|planete|sciences|idees|\
         economie|monde|societe|politique|plan du site|\
         startseite|menu offnen|menu schliessen|zum inhalt|zum inhalt springen|zur startseite|suche|suchen|\
         suche nach|schliessen|nach oben|zuruck|weiter|mehr|mehr anzeigen|weitere artikel|vorheriger artikel|\
         nachster artikel|navigation uberspringen|politik|wirtschaft|kultur|wissen|panorama|gesellschaft|\
         ausland|inland|seitenanfang|ubersicht|\
         inicio|buscar|busqueda|cerrar|volver|volver arriba|ir arriba|ir al contenido|siguiente|anterior|\
         ver mas|mostrar mas|cargar mas|mundo|deportes|ciencia|opinion|sociedad|\
         ir para o conteudo|pesquisar|fechar|voltar ao topo|voltar|proximo|ver mais|carregar mais|esportes|\
         inhoud|naar inhoud|zoeken|sluiten|terug|terug naar boven|naar boven|volgende|vorige|meer laden|\
         главная|поиск|поиск по саиту|меню|закрыть|наверх|назад|вперед|далее|еще|показать еще|читать далее|\
         политика|экономика|общество|культура|спорт|мнение|видео|вверх|\
         anasayfa|ana sayfa|ara|kapat|yukari|yukari cik|basa don|sonraki|onceki|daha fazla|gundem|dunya|\
         ekonomi|spor|siyaset|icerige gec|\
         الرئيسية|بحث|اغلاق|القائمة|العودة الى الاعلى|اعلى الصفحة|التالي|السابق|المزيد|عرض المزيد|سياسة|\
         اقتصاد|رياضة|ثقافة|العالم|اخبار|\
         خانه|صفحه اصلی|جستجو|بستن|منو|بازگشت به بالا|بعدی|قبلی|بیشتر|سیاست|اقتصاد|ورزش|فرهنگ|جهان|\
         首页|首頁|搜索|关闭|關閉|菜单|返回顶部|回到顶部|上一篇|下一篇|更多|新闻|国际|政治|经济|财经|体育|\
         ホーム|トップ|トップページ|検索|閉じる|メニュー|ページトップへ|ページの先頭へ|次へ|前へ|もっと見る|国際|経済|スポーツ|社会",
    ),
    (
        Share,
        "share|share this|share this article|share article|share this story|share this post|share on facebook|\
         share on twitter|share on linkedin|share on whatsapp|share via|share via email|share on x|tweet|\
         facebook|twitter|x|linkedin|whatsapp|telegram|pinterest|reddit|instagram|youtube|tumblr|flipboard|\
         google plus|google+|messenger|viber|vk|vkontakte|odnoklassniki|tiktok|pocket|line|mastodon|bluesky|\
         threads|weibo|wechat|email|e-mail|mail|print|print this|print article|copy link|copy url|link copied|\
         copy link to clipboard|follow us|follow|follow us on|like|like us on facebook|save|bookmark|\
         email this article|email this|send|send by email|permalink|short link|gift this article|likes|shares|\
         social media|click to share|stumbleupon|xing|feedly|youtube channel|\
         condividi|condividi su facebook|condividi su twitter|stampa|invia|invia per email|copia link|seguici|\
         seguici su|salva|\
         partager|partager sur facebook|partager sur twitter|partager sur linkedin|imprimer|\
         envoyer par e-mail|envoyer par email|copier le lien|suivez-nous|offrir l'article|enregistrer|\
         teilen|twittern|drucken|merken|link kopieren|per e-mail teilen|auf facebook teilen|auf twitter teilen|\
         folgen sie uns|folgen|artikel teilen|versenden|empfehlen|per mail|per whatsapp|artikel drucken|\
         compartir|compartir en facebook|compartir en twitter|enviar por whatsapp|imprimir|guardar|siguenos|\
         siganos|copiar enlace|enviar por correo|tuitear|\
         compartilhar|compartilhe|compartilhar no facebook|partilhar|siga-nos|copiar link|\
         delen|deel dit artikel|deel op facebook|deel op twitter|afdrukken|volg ons|kopieer link|\
         поделиться|вконтакте|одноклассники|телеграм|скопировать ссылку|распечатать|печать|феисбук|твиттер|\
         paylas|facebook'ta paylas|twitter'da paylas|yazdir|takip et|bizi takip edin|baglantiyi kopyala|\
         شارك|مشاركة|شارك المقال|طباعة|فيسبوك|تويتر|واتساب|تابعنا|نسخ الرابط|\
         اشتراک گذاری|به اشتراک بگذارید|چاپ|تلگرام|واتس اپ|کپی لینک|\
         分享|分享到|微信|微博|打印|收藏|复制链接|シェア|シェアする|ツイート|共有|印刷|リンクをコピー",
    ),
    (
        Comments,
        "comment|comments|leave a comment|feed for comments|permalink|all comments|user comments|reader comments|leave a message|leave a reply cancel reply|notify me|log in to reply|like reply|reply share|leave a reply|leave a response|leave your comment|post a comment|\
         post comment|add a comment|add comment|your comment|write a comment|join the conversation|\
         join the discussion|comments are closed|comments closed|no comments|no comments yet|view comments|\
         show comments|see comments|read comments|hide comments|sort by|newest|oldest|reply|cancel reply|report|\
         report comment|name|your name|email address|your email|your e-mail|your email address|website|\
         load more comments|comments policy|be the first to comment|discussion|readers' comments|readers write|readers' letters|top rated comments|\
         what do you think|submit comment|post your comment|vote up|recommend|flag|\
         lascia un commento|commenta|commenti|commento|rispondi|nome|invia commento|nessun commento|\
         ajouter un commentaire|laisser un commentaire|commentaires|commentaire|reagir|repondre|nom|publier|\
         publier un commentaire|vos commentaires|reactions|laisser un message|\
         kommentar|kommentare|diskussion|leserkommentare|kommentar hinterlassen|kommentar absenden|schreibe einen kommentar antworten abbrechen|kommentar schreiben|kommentar verfassen|kommentar abgeben|\
         schreibe einen kommentar|schreiben sie einen kommentar|kommentieren|hinterlasse einen kommentar|\
         antworten|diskutieren|alle kommentare|kommentare anzeigen|keine kommentare|ihre meinung|\
         deje su comentario|deja una respuesta|dejar un comentario|deja un comentario|comentarios|comentario|responder|nombre|correo electronico|\
         enviar comentario|anadir comentario|comentar|publicar comentario|\
         deixe um comentario|deixe uma resposta|escreva um comentario|deixe seu comentario|comentarios|\
         reacties|reageer|plaats een reactie|geef een reactie|reageren|\
         комментарии|комментировать|оставить комментарии|добавить комментарии|ответить|написать комментарии|\
         yorum|yorumlar|yorum yaz|yorum yap|yorum ekle|yanitla|\
         تعليق|تعليقات|التعليقات|اضف تعليق|اترك تعليقا|اكتب تعليقا|\
         نظر|نظرات|نظر شما|ارسال نظر|دیدگاه|دیدگاه ها|\
         评论|发表评论|留言|网友评论|我要评论|コメント|コメントする|コメントを書く|コメントを残す",
    ),
    (
        Cookies,
        "accept|accept all|accept cookies|accept all cookies|i accept|i agree|agree|got it|reject|reject all|\
         decline|manage choices|manage cookies|cookie settings|cookie preferences|cookies|cookie policy|\
         cookie notice|privacy settings|privacy preferences|only necessary cookies|customize|\
         accetto|accetta|accetta tutti|rifiuto|rifiuta|va bene|maggiori informazioni|informativa|preferenze|\
         tout accepter|accepter|j'accepte|continuer sans accepter|refuser|tout refuser|parametrer les cookies|\
         gestion des cookies|alle akzeptieren|akzeptieren|ablehnen|zustimmen|einverstanden|cookie-einstellungen|\
         alle cookies akzeptieren|nur notwendige cookies|verstanden|datenschutzeinstellungen|\
         aceptar|aceptar todo|rechazar|mas informacion|aceptar cookies|configurar cookies|aceitar|\
         accepteren|alles accepteren|weigeren|cookie-instellingen|принять|понятно|согласен|хорошо|\
         kabul et|tumunu kabul et|cerez politikasi|cerez ayarlari|موافق|قبول|موافقم|接受|同意|同意する",
    ),
    (
        Related,
        "related|related articles|related stories|related news|related posts|related content|related topics|\
         related links|related items|related coverage|read more|read more news|read also|also read|see also|\
         read next|more stories|more from|more on this|more on this story|more on this topic|more like this|\
         you may also like|you might also like|you may like|recommended|recommended for you|recommended stories|\
         recommended reading|most read|most read today|most popular|most viewed|most commented|most shared|\
         popular|popular posts|popular news|trending|trending now|trending stories|top stories|top news|\
         latest news|latest stories|latest articles|latest posts|latest updates|latest headlines|recent posts|\
         recent news|recent articles|recent stories|breaking news|just in|editor's picks|editors' picks|\
         editor's choice|our picks|don't miss|do not miss|must read|must reads|in this section|in brief|\
         other news|other stories|up next|what to read next|keep reading|continue reading|read on|from our archive|\
         from the archive|from the web|around the web|promoted stories|similar posts|similar articles|more news|more articles|more posts|more to read|more reading|more for you|you might like|you may like these|suggested for you|around the site|more great stories|next up|up next|next story|previous story|latest videos|latest reviews|popular now|popular stories|popular articles|hot topics|today's top stories|top posts|stories for you|what's next|what others are reading|other articles|other posts|trending news|trending topics|topics in this article|featured|\
         featured stories|suggested articles|more in this section|in other news|news in brief|elsewhere|\
         articoli correlati|articoli recenti|articoli simili|ti potrebbe piacere|potrebbe interessarti anche|altre notizie|post correlati|i nostri consigli|notizie del giorno|leggi anche|i piu letti|piu letti|i piu letti della settimana|ultime notizie|\
         ultim'ora|potrebbe interessarti|ti potrebbe interessare|potrebbero interessarti|altri articoli|\
         ultimi articoli|notizie correlate|da non perdere|in evidenza|vedi anche|\
         lire aussi|a lire aussi|les plus lus|articles les plus lus|articles lies|articles similaires|\
         sur le meme sujet|dans la meme rubrique|a voir aussi|voir aussi|derniers articles|a lire|en continu|\
         les articles les plus lus|vous aimerez aussi|vous pourriez aussi aimer|sur le meme theme|articles recents|articles recommandes|a decouvrir|nos derniers articles|plus d'articles|dernieres nouvelles|les plus recents|recommandes pour vous|dernieres actualites|\
         mehr zum thema|auch interessant|das konnte sie auch interessieren|das konnte dich auch interessieren|\
         meistgelesen|meistgelesene artikel|lesen sie auch|weitere meldungen|ahnliche artikel|ahnliche beitrage|\
         verwandte artikel|zum thema|neueste beitrage|neueste artikel|aktuelle nachrichten|weiterlesen|\
         mehr lesen|lesen sie mehr|beliebte artikel|top-themen|weitere themen|mehr aus|weitere nachrichten|\
         verwandte themen|aktuelles|empfehlungen der redaktion|weitere beitrage|weitere artikel|ahnliche themen|das konnte ihnen auch gefallen|mehr von uns|neueste meldungen|neueste nachrichten|aktuelle beitrage|aktuelle artikel|aktuelle meldungen|meistgelesene|meist gelesen|beliebteste artikel|weitere interessante artikel|passend zum thema|mehr zum thema:|verwandte beitrage|beliebte beitrage|\
         lo mas leido|mas leidas|lo mas visto|lea tambien|lea mas|leer mas|noticias relacionadas|relacionados|\
         relacionadas|te puede interesar|le puede interesar|tambien te puede interesar|te podria interesar|quizas te interese|mas noticias|otras noticias|entradas recientes|entradas relacionadas|articulos recientes|recomendados|te recomendamos|destacados|contenido relacionado|tambien te puede interesar|articulos relacionados|\
         ultimas noticias|noticias destacadas|\
         leia tambem|leia mais|mais lidas|noticias relacionadas|veja tambem|saiba mais|artigos relacionados|voce pode gostar|voce tambem pode gostar|voce tambem pode se interessar|talvez voce goste|mais noticias|outras noticias|mais recentes|em destaque|destaques|posts relacionados|conteudo relacionado|materias relacionadas|\
         lees ook|laatste nieuws|gerelateerd|gerelateerde berichten|misschien ook interessant|meer artikelen|aanbevolen|meest gelezen|gerelateerde artikelen|meer nieuws|lees meer|lees verder|verder lezen|\
         читаите также|рекомендуем|рекомендуемое|еще по теме|свежие новости|вам может быть интересно|популярные материалы|похожие новости|новости партнеров|самое читаемое|популярное|похожие материалы|по теме|материалы по теме|новости по теме|\
         другие новости|последние новости|главные новости|смотрите также|самое популярное|лента новостеи|\
         ilgili haberler|ilgili icerikler|onerilen haberler|populer haberler|sizin icin sectiklerimiz|gunun onemli haberleri|benzer haberler|son haberler|en cok okunanlar|cok okunanlar|son dakika|\
         diger haberler|ilginizi cekebilir|bunlar da ilginizi cekebilir|\
         اقرا ايضا|الاكثر قراءة|مواضيع ذات صلة|اخبار ذات صلة|مقالات ذات صلة|اخر الاخبار|قد يعجبك ايضا|اقرا المزيد|موضوعات متعلقة|اخبار متعلقة|الاكثر مشاهدة|احدث الاخبار|\
         اخبار مرتبط|مطالب مرتبط|پربازدیدترین|پربیننده ترین|آخرین اخبار|اخرین اخبار|پربیننده ترین ها|بیشتر بخوانید|\
         相关新闻|猜你喜欢|热门文章|热点推荐|更多新闻|最新文章|精彩推荐|相關新聞|延伸閱讀|熱門新聞|推薦閱讀|相关文章|热门新闻|推荐阅读|延伸阅读|最新新闻|相关阅读|関連記事|おすすめ記事|あわせて読みたい|こちらもおすすめ|新着記事|よく読まれている記事|人気記事|ランキング|最新記事|関連ニュース|アクセスランキング",
    ),
    (
        Tags,
        "tags|tag|topics|topic|keywords|key words|filed under|filed in|filed to|posted in|posted under|tagged|\
         tagged in|tagged with|tagged as|tagged under|more on|categories|hashtags|archivado en|archivada en|\
         etiquetado en|mas sobre|mas informacion sobre|arquivado em|mais sobre|archiviato in|archive dans|\
         classe dans|publie dans|abgelegt unter|gearchiveerd onder|\
         mots-cles|mots cles|sur le theme|schlagworte|schlagworter|themen|thema|stichworte|temas|etiquetas|\
         palabras clave|assuntos|palavras-chave|etichette|argomenti|parole chiave|trefwoorden|onderwerpen|\
         теги|метки|ключевые слова|etiketler|anahtar kelimeler|الوسوم|كلمات مفتاحية|الكلمات المفتاحية|وسوم|\
         برچسب ها|برچسب|کلیدواژه ها|کلید واژه ها|标签|关键词|タグ|キーワード",
    ),
    (
        Advertisement,
        "advertisement|advertisements|advert|ad|ads|advertising|sponsored|sponsored content|sponsored by|\
         promoted|promoted content|story continues below|story continues below advertisement|\
         article continues below|article continues after advertisement|continue reading below|\
         advertisement - scroll to continue|skip advertisement|remove ads|ad feedback|partner content|\
         paid content|paid post|special offers|deals|download the guide|\
         pubblicita|contenuto sponsorizzato|publicite|contenu sponsorise|annonce|annonces|anzeige|anzeigen|\
         werbung|publicidad|anuncio|contenido patrocinado|publicidade|continua depois da publicidade|advertentie|\
         advertenties|реклама|на правах рекламы|reklam|ilan|اعلان|اعلانات|آگهی|تبلیغات|广告|広告|pr|スポンサーリンク",
    ),
    (
        Subscribe,
        "subscribe|subscribe now|subscribe today|sign in|sign up|signup|sign up now|log in|login|log out|logout|\
         register|register now|join now|join us|create account|create an account|my account|account|newsletter|\
         newsletters|sign up for our newsletter|subscribe to our newsletter|get our newsletter|donate|\
         donate now|support us|become a member|membership|members|already a subscriber|start free trial|\
         free trial|not now|maybe later|get the app|download our app|forgot password|forgot your password|\
         password|username|remember me|client login|subscriber login|notifications|alerts|no thanks|\
         your e-mail address|get notified|manage my account|profile|\
         abbonati|abbonati ora|accedi|registrati|iscriviti|iscriviti alla newsletter|sostienici|\
         s'abonner|se connecter|connexion|inscription|je m'inscris|s'inscrire|abonnez-vous|deja abonne|\
         faire un don|mon compte|newsletter abonnieren|abonnieren|abo|anmelden|einloggen|registrieren|\
         jetzt abonnieren|mein konto|abmelden|jetzt anmelden|e-mail-adresse|passwort|spenden|jetzt spenden|\
         suscribase|suscribete|suscribirse|ingresar|iniciar sesion|registrarse|registrate|boletin|boletines|\
         quiero recibirlo|mi cuenta|assine|assinar|entrar|cadastre-se|abonneer|abonneren|inloggen|registreren|\
         воити|вход|регистрация|зарегистрироваться|подписаться|подписка|abone ol|giris|giris yap|uye ol|\
         اشترك|تسجيل الدخول|تسجيل|النشرة البريدية|الاشتراك|ورود|عضویت|ثبت نام|خبرنامه|عضویت در خبرنامه|\
         登录|注册|订阅|登錄|会员|ログイン|会員登録|新規登録|購読",
    ),
    (
        Contact,
        "contact|contact us|contacts|contact the newsroom|get in touch|write to us|send us a tip|newsroom|\
         our team|staff|editorial team|masthead|address|phone|fax|telephone|tel|apps|mobile app|mobile apps|\
         app store|google play|download on the app store|get it on google play|\
         contatti|contattaci|redazione|chi siamo|nous contacter|contactez-nous|qui sommes-nous|la redaction|\
         kontakt|redaktion|uber uns|kontaktieren sie uns|contactenos|contacto|quienes somos|fale conosco|\
         contato|quem somos|over ons|contacteer ons|контакты|редакция|о проекте|о нас|iletisim|hakkimizda|\
         kunye|اتصل بنا|من نحن|تماس با ما|درباره ما|联系我们|关于我们|お問い合わせ|会社概要|運営会社",
    ),
    (
        Legal,
        "terms|terms of use|terms of service|terms and conditions|terms & conditions|privacy|privacy policy|\
         privacy notice|legal|legal notice|disclaimer|disclaimers|copyright|all rights reserved|corrections|\
         corrections policy|editorial policy|code of ethics|ethics policy|advertise|advertise with us|careers|\
         imprint|do not sell my personal information|your privacy choices|terms of sale|\
         note legali|privacy e cookie|tutti i diritti riservati|codice etico|condizioni d'uso|\
         mentions legales|conditions generales|conditions generales d'utilisation|politique de confidentialite|\
         tous droits reserves|charte du journal|donnees personnelles|cgu|cgv|\
         impressum|datenschutz|datenschutzerklarung|agb|nutzungsbedingungen|alle rechte vorbehalten|\
         mediadaten|barrierefreiheit|aviso legal|politica de privacidad|codigo de etica|politica de datos|\
         politica de cookies|todos los derechos reservados|terminos y condiciones|politica de privacidade|\
         termos de uso|todos os direitos reservados|privacybeleid|algemene voorwaarden|privacyverklaring|\
         disclaimer|colofon|правила|политика конфиденциальности|все права защищены|пользовательское соглашение|\
         gizlilik|gizlilik politikasi|kullanim kosullari|tum haklari saklidir|kvkk|\
         سياسة الخصوصية|شروط الاستخدام|جميع الحقوق محفوظة|حریم خصوصی|تمامی حقوق محفوظ است|\
         隐私政策|版权所有|免责声明|法律声明|プライバシーポリシー|利用規約|個人情報保護方針|著作権|特定商取引法に基づく表記",
    ),
    (
        Captcha,
        "i'm not a robot|i am not a robot|captcha|security code|verification code|enter the code|\
         non sono un robot|je ne suis pas un robot|ich bin kein roboter|no soy un robot|nao sou um robo|\
         я не робот|ben robot degilim|انا لست روبوت|من ربات نیستم|security question|anti-spam",
    ),
    (
        Author,
        "about the author|about the authors|author|the author|author archive|all posts by this author|\
         more from this author|more by this author|view all posts|contributor|contributors|l'autore|\
         a propos de l'auteur|l'auteur|uber den autor|uber die autorin|zur person|der autor|die autorin|autor|\
         autorin|sobre el autor|el autor|sobre o autor|over de auteur|об авторе|автор|yazar|yazar hakkinda|\
         عن الكاتب|درباره نویسنده|关于作者|作者简介|著者|筆者",
    ),
    (
        Media,
        "play|pause|mute|unmute|fullscreen|full screen|exit fullscreen|play video|watch|watch video|\
         watch now|listen to this article|listen to article|gallery|photo gallery|image gallery|view gallery|\
         slideshow|slide show|audio|podcast|podcasts|close gallery|enlarge image|enlarge|zoom|open image|\
         media player|video player|image caption|media caption|figure caption|photo caption|image source|\
         image copyright|image credit|loaded|volume|captions|quality|speed|replay|\
         galleria|guarda il video|ascolta|galerie|ecouter|voir la video|diaporama|bildergalerie|bilderstrecke|\
         video abspielen|galeria|ver video|escuchar|fotogaleria|fotostrecke|galeri|foto galeri|video galeri|\
         фотогалерея|смотреть видео|معرض الصور|فیلم|عکس|图片|视频|動画|写真",
    ),
    (
        Metadata,
        "published|updated|last updated|last update|posted|posted on|date|by|written by|min read|minute read|\
         reading time|views|view|hits|text size|font size|a- a+|a a a|a+ a-|decrease font size|increase font size|\
         source|exclusive|analysis|advertisement feature|published on|\
         pubblicato|aggiornato|pubblicato il|publie|publie le|mis a jour|mis a jour le|temps de lecture|\
         veroffentlicht|aktualisiert|stand|lesezeit|publicado|actualizado|tiempo de lectura|atualizado|\
         gepubliceerd|bijgewerkt|leestijd|опубликовано|обновлено|yayinlanma tarihi|guncelleme|\
         نشر في|تاريخ النشر|تاریخ انتشار|کد خبر|شناسه خبر|发布时间|来源|編集|更新日|公開日",
    ),
];

/// Beginnings of lines. What follows is part of the furniture.
const STARTS: &[(Reason, &str)] = &[
    (
        Related,
        "read more:|read also:|also read:|see also:|related:|read next:|more:|watch also:|don't miss:|\
         recommended:|more on this:|read more about |read more on |read more |read the full |continue reading |\
         must read:|also see:|further reading:|previous post:|next post:|previous article|next article|\
         read full |more from |more in |click here to read |in pictures:|in depth:|\
         leggi anche|leggi di piu|vedi anche:|lire aussi|a lire aussi|a lire :|a lire:|lire la suite|voir aussi|\
         lesen sie auch|lesen sie hier|mehr zum thema|mehr dazu|auch interessant|weiterlesen:|lesen sie mehr|\
         lea tambien|leer mas|lea mas|te puede interesar|le puede interesar|le recomendamos|mire tambien|\
         leia tambem|leia mais|veja tambem|lees ook|lees meer|читаите также|смотрите также|по теме:|\
         ilgili haber|ayrica okuyun|اقرا ايضا|اقرا المزيد|بیشتر بخوانید|همچنین بخوانید|相关阅读|延伸阅读|関連記事",
    ),
    (
        Tags,
        "tags:|tag:|topics:|keywords:|filed under|tagged:|tagged in:|tagged with:|archivado en:|archiviato in:|\
         arquivado em:|abgelegt unter:|classe dans :|related topics:|posted in |posted in:|categories:|category:|\
         in this article:|mots-cles|tags :|themes :|sujets :|schlagworte:|schlagworter:|themen:|temas:|etiquetas:|\
         palabras clave:|assuntos:|argomenti:|parole chiave:|trefwoorden:|теги:|метки:|ключевые слова:|\
         etiketler:|etiketler|الوسوم:|كلمات مفتاحية:|برچسب ها:|برچسب‌ها:|کلیدواژه ها:|标签:|标签：|关键词：|タグ：|キーワード：",
    ),
    (
        Share,
        "share this|share on |share via |share with |share to |follow us on |follow us |follow @|\
         find us on |like us on |join us on |click to share |click to email |click to print |tweets by |\
         send this article |opens in new window|email this |copy link|condividi su |seguici |partager |\
         suivez-nous |suivez nous |teilen auf |auf facebook |auf twitter |folgen sie uns |folge uns |\
         compartir en |siganos en|siguenos en|compartilhe |compartilhar |siga-nos |deel op |deel via |volg ons |\
         поделиться |подписываитесь на |подписываитесь |читаите нас |bizi takip |paylas |شارك على |تابعونا |تابعنا |ما را در ",
    ),
    (
        Comments,
        "leave a comment|leave a reply|comments (|comment (|your email address will not |required fields |\
         post a comment|join the conversation|log in to comment|sign in to comment|please log in to |\
         you must be logged in|be the first to |comments are |comment on this |save my name|your comment |\
         notify me of |write a comment|notify me when|comments on this |have your say|\
         lascia un commento|i commenti sono|devi essere connesso|il tuo indirizzo email|quanto fa |\
         ajouter un commentaire|laisser un commentaire|votre adresse |les champs obligatoires|commentaires (|\
         kommentare (|schreiben sie einen|schreibe einen|ihre e-mail-adresse wird|deine e-mail-adresse wird|\
         um zu kommentieren|deje su comentario|deja tu comentario|deja un comentario|comentarios (|\
         los comentarios son|tu direccion de correo|los campos obligatorios|deixe um |deixe seu |reacties (|\
         комментарии (|чтобы оставить комментарии|ваш e-mail|yorumlar (|yorum yapmak|\
         لن يتم نشر عنوان|اترك رد|نشانی ایمیل شما|نظر خود را|نظرات (|发表评论|コメント (",
    ),
    (
        Subscribe,
        "you have read |sign up for |sign up to |subscribe to |subscribe for |get our |get the latest |get breaking |\
         get the best |join our |receive our |want more |enter your email|to read the full |\
         already a subscriber|already have an account|register to |log in to |support our |donate to |\
         this article is for subscribers|become a |download our |download the |to continue reading|\
         you have reached your|you have read |for more news |for the latest |don't have an account|\
         iscriviti |abbonati |ricevi |recevez |abonnez-vous|inscrivez-vous|votre e-mail|deja abonne|\
         abonnieren sie |newsletter:|melden sie sich |jetzt abonnieren|suscribase |suscribete |reciba |recibe |\
         registrese |assine |receba |inscreva-se|abonneer |schrijf je in|ontvang |подпишитесь |\
         abone ol|اشترك في|عضویت در |订阅",
    ),
    (
        Advertisement,
        "advertisement|story continues|article continues|continue reading below|sponsored by|in partnership with |\
         presented by |brought to you by|anzeige:|pubblicita|publicite|publicidad|реклама|reklam |本文含广告",
    ),
    (
        Contact,
        "contact us|email us|write to us|call us|phone:|tel:|tel.:|fax:|telephone:|e-mail:|email:|mail:|address:|\
         do you have a story|got a tip|have a tip|send tips|send us |contact the |correspondence to|for inquiries|\
         contattaci |scrivici|contactez |kontakt:|telefon:|contactenos|escribanos|телефон:|адрес:|بريد |آدرس:",
    ),
    (
        Legal,
        "©|(c) 20|copyright |copyright:|all rights |reproduction |powered by |designed by |published under |\
         terms of |disclaimer:|the views expressed|opinions expressed|views expressed|this article is republished|\
         this story was originally|correction:|tutti i diritti|tous droits|alle rechte|todos los derechos|\
         todos os direitos|prohibida |все права|при использовании материалов|при цитировании|tum haklari|\
         جميع الحقوق|تمامی حقوق|کلیه حقوق|版权|copyright©|著作権",
    ),
    (
        Author,
        "(reporting by|reporting by |(editing by|editing by |(writing by|writing by |additional reporting by|\
         (additional reporting|with reporting by|(with |(compiled by|about the author|about author|written by:|follow the author|a propos de l'auteur|uber den autor|\
         zur autorin|zum autor|sobre el autor|об авторе|view all posts by|posts by |more articles by |\
         more by |all articles by |more posts by ",
    ),
    (
        Metadata,
        "updated:|updated at |updated on |updated |last updated|last update|last modified|modified:|first published|\
         page last |aggiornato|ultimo aggiornamento|mis a jour|modifie le|aktualisiert|zuletzt aktualisiert|\
         actualizado|ultima actualizacion|atualizado|bijgewerkt|обновлено|guncelleme|son guncelleme|اخر تحديث|\
         به روز رساني|更新时间|更新：|最終更新|reading time|temps de lecture|lesezeit|tiempo de lectura|leestijd|\
         время чтения|estimated reading|word count|views:|просмотров|news id|article id|story code|news code|\
         code:|код материала|كد خبر|کد خبر|شناسه خبر|tempo di lettura|tempo de leitura|okuma suresi|okunma",
    ),
    (
        Media,
        "watch:|listen:|video:|gallery:|photos:|in pictures|watch the video|play video|click to enlarge|\
         click to play|this video |guarda:|regardez|ecoutez|bildstrecke|mira el video|vea el video|\
         your browser does not support|unable to load|this content is not available|javascript ",
    ),
    (
        Navigation,
        "you are here|skip to |back to |go to |return to |jump to |switch to |page 1 of|torna |vai a|retour |\
         aller au|zuruck zu|zum inhalt|volver a|voltar |terug naar|нашли ошибку|заметили ошибку|zur startseite",
    ),
    (
        Captcha,
        "please enable javascript|security check|are you human|prove you are|prove that you|solve |\
         recopiez le resultat|please solve|por favor, resuelva|resuelva |enter the result|what is the sum|\
         введите код|bitte losen|calcule ",
    ),
];

/// Words of furniture that is written in sentences.
const PROSE: &[(Reason, &str)] = &[
    (
        Cookies,
        "cookie|privacy policy|consent|personal data|browsing experience|third part|terze parti|\
         navigazione|consenso|informativa|politique de confidentialite|donnees personnelles|mesurer l'audience|\
         datenschutz|einwilligung|zustimmung|experiencia de navegacion|politica de privacidad|terceros|\
         navegando|experiencia de navegacao|privacidade|toestemming|обработк|саит использует|пользоваться саитом|\
         cerez|kisisel veri|ملفات تعريف الارتباط|سياسة الخصوصية|کوکی|クッキー|隐私|your choices at any time|\
         use this site|using this site|using this website|using our site|this website uses|this site uses|\
         we and our partners|legitimate interest|gdpr|nutzung unserer|diese website|questo sito|ce site|este sitio|\
         este site|deze website|deze site|bu site|your device|auf ihrem gerat|sul tuo dispositivo",
    ),
    (
        Comments,
        "commenters|your comment|comment section|comments section|moderated|moderation|disqus|will be deleted|\
         abusive|offensive language|be respectful|our community guidelines|community standards|moderator|\
         moderati|moderiert|netiquette|moderados|comentarios son|modere|commentaires sont|responsabilidad de sus autores|\
         модерац|this comment|your email address|will not be published|post a comment|\
         e-mail-adresse wird nicht|adresse de messagerie|correo electronico no sera|\
         required fields are marked|champs obligatoires|campi obbligatori|felder sind mit|kommentarfunktion|\
         campos obligatorios|campi con l'asterisco|обязательные поля|no se admiten insultos",
    ),
    (
        Subscribe,
        "newsletter|your inbox|sign up|subscribe|subscriber|subscription|breaking news alerts|free trial|\
         your support|donation|donate|our journalism|unsubscribe|free articles|log in|create an account|\
         abbonamento|abbonat|iscriv|lettre d'information|abonne|desabonner|abonnement|abonnieren|spende|\
         boletin|suscrip|darse de baja|assinatura|nieuwsbrief|nyhetsbrev|подписк|подписываитес|рассылк|\
         abonelik|bulten|النشرة|خبرنامه|ニュースレター|メルマガ|in your browser|turn on notifications|\
         your e-mail|your email|par e-mail|delivered to|app store|google play|download the app|our app|\
         become a member|support independent|monthly contribution|paid for by its readers|per month|free of charge",
    ),
    (
        Legal,
        "all rights reserved|copyright|may not be published|broadcast, rewritten|redistributed|\
         written permission|without permission|terms of use|terms of service|registered in england|\
         registered office|company number|vat no|reproduced|do not necessarily reflect|\
         does not necessarily reflect|views of the author|author's own|not responsible for|editorial stance|\
         opinions expressed|for information only|for informational purposes|tutti i diritti|tous droits|\
         alle rechte|derechos reservados|direitos reservados|все права|ссылка на саит|haklari saklidir|reproduccion|\
         riproduzione|reproduction|vervielfaltigung|nachdruck|may be reprinted|partita iva|registro stampa|\
         trademark|affiliate|commission|prohibida su",
    ),
    (
        Share,
        "opens in new window|follow us|on facebook|on twitter|on instagram|on telegram|on whatsapp|share this|\
         seguici|suivez|sigue|folgen sie|telegram-|facebook page|twitter account|social media channels|twitter @|\
         telegram:|telegram @|retweet",
    ),
    (
        Advertisement,
        "advertis|sponsor|special offer|discount|promo code|buy now|order now|shop now|limited time|\
         click here|learn more|werbung|rabatt|jetzt bestellen|oferta|descuento|pubblicita|publicidad|offerta",
    ),
    (
        Contact,
        "@|www.|http:|https:|tel.|telefon|telephone|fax|p.o. box|can also be accessed|alternate address|\
         at these addresses|mirror|write to us|contact us|email us|raccontaci|scrivici|e-mail:|email:",
    ),
    (
        Author,
        "is a journalist|is a reporter|is a correspondent|is a senior|is a freelance|is an editor|is the editor|\
         is the author of|is a writer|is a staff writer|follow him on|follow her on|follow them on|\
         has written for|joined the|can be reached at|graduated from|she covers|he covers|previously worked|\
         es periodista|est journaliste|ist redakteur|ist journalist|e giornalista|is a contributor|writes about|\
         he has written|she has written|he is a|she is a|lives in|contributing editor|contributing writer",
    ),
];

/// Phrases as [`fold`] has them, ascending, with what they speak for.
type Phrases = Vec<(String, Reason)>;

static WHOLE_LINES: LazyLock<Map<String, Reason>> = LazyLock::new(|| phrases(WHOLE).into_iter().collect());
/// No whole line has more bytes.
const LONGEST: usize = 80;
static STARTING: LazyLock<Index> = LazyLock::new(|| Index::of(phrases(STARTS)));
static WITHIN: LazyLock<Index> = LazyLock::new(|| Index::of(phrases(PROSE)));

/// Of a phrase that stands twice, the first counts.
fn phrases(table: &[(Reason, &str)]) -> Phrases {
    let mut all = Vec::new();
    for &(reason, phrases) in table {
        all.extend(phrases.split('|').map(|phrase| (fold(phrase), reason)));
    }
    crate::order::sort_by(&mut all, |a, b| a.0.cmp(&b.0));
    all.dedup_by(|later, first| later.0 == first.0);
    all
}

/// What is numbered rather than counted: 'Line 1' is a railway, 'Section 3' a part of a law.
const NUMBERED: &str = "line|section|edition|category|video|world|all|live|quality|speed|address|go|x";

/// Why a whole line, or one item of a menu, is furniture. Counts and marks
/// around it don't matter: '12 Comments', '» Home', 'Share (3)'.
pub fn whole(folded: &str) -> Option<Reason> {
    let bare = folded.trim_matches(|c: char| !c.is_alphabetic());
    if bare.is_empty() || folded.ends_with(|c: char| c.is_numeric()) && NUMBERED.split('|').any(|n| n == bare)
    {
        return None;
    }
    let whole = folded.trim();
    let listed = |line: &str| if line.len() > LONGEST { None } else { WHOLE_LINES.get(line).copied() };
    listed(bare).or_else(|| listed(whole).filter(|_| whole.len() > bare.len()))
}

/// Why a line that begins like this is furniture.
pub fn starts(folded: &str) -> Option<Reason> {
    let text = folded.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    STARTING.longest(text.as_bytes()).map(|(_, reason)| *reason)
}

/// Phrases that are looked for where a text begins, or everywhere in it.
///
/// Nearly everywhere none begins, as a bit tells that is found by four bytes.
struct Index {
    /// Those of four bytes and more, ascending.
    phrases: Phrases,
    /// The four bytes with which each begins.
    heads: Vec<u32>,
    /// Bits: by a hash of those.
    begins: Vec<u64>,
    /// The others, ascending, and whether one begins with a byte.
    short: Phrases,
    begins_short: [bool; 256],
}

impl Index {
    fn of(phrases: Phrases) -> Index {
        let (phrases, short): (Phrases, Phrases) =
            phrases.into_iter().partition(|(phrase, _)| phrase.len() >= 4);
        let mut index = Index {
            heads: phrases.iter().filter_map(|(phrase, _)| head(phrase.as_bytes())).collect(),
            phrases,
            begins: vec![0; 512],
            short,
            begins_short: [false; 256],
        };
        for &head in &index.heads {
            index.begins[hash(head) / 64] |= 1 << (hash(head) % 64);
        }
        for first in index.short.iter().filter_map(|(phrase, _)| phrase.bytes().next()) {
            index.begins_short[usize::from(first)] = true;
        }
        index
    }

    /// Whether one of the phrases is anywhere in a text.
    fn any(&self, text: &str) -> bool {
        let mut any = false;
        self.each(text, &mut |_| any = true);
        any
    }

    /// Calls `visit` with what each phrase of a text speaks for, from left to
    /// right; of those that overlap with the first, and the longest of these.
    fn each(&self, text: &str, visit: &mut dyn FnMut(Reason)) {
        const LAST: usize = 3;
        let text = text.as_bytes();
        let mut free = 0;
        let mut look = |at: usize| {
            if at >= free
                && let Some((phrase, reason)) = self.longest(&text[at..])
            {
                visit(*reason);
                free = at + phrase.len();
            }
        };
        for (at, four) in text.windows(4).enumerate() {
            if self.may_begin(u32::from_be_bytes([four[0], four[1], four[2], four[3]])) {
                look(at);
            }
        }
        (text.len().saturating_sub(LAST)..text.len()).for_each(look);
    }

    /// Whether a phrase may begin with these four bytes.
    fn may_begin(&self, head: u32) -> bool {
        self.begins[hash(head) / 64] >> (hash(head) % 64) & 1 == 1 || self.begins_short[head as usize >> 24]
    }

    /// The longest phrase that a text begins with.
    fn longest(&self, text: &[u8]) -> Option<&(String, Reason)> {
        let alike = head(text).filter(|&head| self.may_begin(head)).map_or(&[][..], |head| {
            let start = self.heads.partition_point(|&other| other < head);
            let n = self.heads[start..].iter().take_while(|&&other| other == head).count();
            &self.phrases[start..start + n]
        });
        // Of those that begin alike the longest stands last.
        let mut all = alike.iter().rev().chain(self.short.iter().rev());
        all.find(|(phrase, _)| text.starts_with(phrase.as_bytes()))
    }
}

/// The four bytes that a text begins with, which stand in order as texts do.
fn head(text: &[u8]) -> Option<u32> {
    text.first_chunk().map(|four| u32::from_be_bytes(*four))
}

/// Of fifteen bits.
fn hash(head: u32) -> usize {
    (head.wrapping_mul(0x9e37_79b1) >> 17) as usize
}

/// What the words within a line speak for most, and how many of them do.
pub fn prose(folded: &str) -> Option<(Reason, usize)> {
    most(&hints(folded))
}

/// Counts of words within, by [`Reason`].
pub type Hints = [u8; Filler as usize + 1];

/// What the small files are called that sites ask consent for.
const COOKIES: &str = "cookie|куки|cerez|كوكي|クッキー";

/// How they ask. Both as [`fold`] has it.
const CONSENT: &str = "accept|agree|consent|website|our site|browser|akzept|zustimm|stimmen|acept|consient|aceit|\
                       accett|acconsent|соглаша|саит|kabul|onayla|موافق|同意|接受";

/// Whether a text speaks of cookies, be they a site's or a baker's.
pub fn tells_of_cookies(folded: &str) -> bool {
    COOKIES.split('|').any(|word| has(folded, word))
}

/// Whether a text has a word with which sites ask for consent.
pub fn asks_consent(folded: &str) -> bool {
    CONSENT.split('|').any(|word| has(folded, word))
}

/// Words with which a site speaks of itself and to its reader, as [`fold`] has
/// them. Those are left out that mean others as often, as German 'sie' does.
const ADDRESS: &str = "\
    we|our|us|you|your|yours|noi|nostro|nostra|nostri|nostre|voi|tuo|tua|tuoi|tue|vostro|vostra|vostri|vostre|\
    usiamo|utilizziamo|nous|notre|nos|vous|votre|wir|unser|unsere|unserer|unseren|unserem|unseres|uns|du|dein|\
    deine|deiner|deinen|nosotros|nuestro|nuestra|nuestros|nuestras|usted|ustedes|utilizamos|usamos|nosso|nossa|\
    nossos|nossas|voce|voces|wij|we|ons|onze|jij|je|jouw|u|uw|мы|нас|нам|наш|наша|наше|наши|нашего|нашеи|наших|\
    нашем|вы|вас|вам|ваш|ваша|ваше|ваши|вашего|вашеи|ваших|используем|biz|bizi|bizim|siz|sizi|sizin|size|\
    kullaniyoruz|sitemiz|sitemizde|sitemizi|نحن|نستخدم|موقعنا|لدينا|ما|شما";

/// The same, in words that are no words of their own or several.
const ADDRESSES: &str = "this site|this website|questo sito|ce site|este sitio|este site|diese website|\
    diese seite|dieser seite|nutzung der|klicken sie|konnen sie|stimmen sie|deze website|deze site|bu site|саит использует|\
    этот саит|我们|我們|您|你|本网站|本網站|本站|当サイト|弊社|当社|あなた|お客様|ご利用";

/// Verbs with which people are quoted, as [`fold`] has them.
const SAYING: &str = "said|says|told|tells|ruled|announced|reported|sagte|sagten|teilte|erklarte|dit|declare|\
    affirme|detto|dichiarato|spiegato|dijo|afirmo|explico|disse|afirmou|zei|zeiden|meldde|сказал|сказала|заявил|\
    заявила|сообщил|сообщила|dedi|soyledi|belirtti|aciklad|قال|قالت|اعلن|گفت";

/// Whether words are a site's to its reader, 'We use cookies on your device',
/// rather than a report on such words.
pub fn is_addressed(folded: &str) -> bool {
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| in_order(ADDRESS));
    static OTHERS: LazyLock<Index> = LazyLock::new(|| Index::of(phrases(&[(Filler, ADDRESSES)])));
    has_word(folded, &WORDS) || OTHERS.any(folded)
}

/// Whether a text tells what somebody said.
pub fn is_told(folded: &str) -> bool {
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| in_order(SAYING));
    has_word(folded, &WORDS)
}

/// The words of a list that `|` parts, for [`has_word`].
fn in_order(list: &'static str) -> Vec<&'static str> {
    let mut words: Vec<&str> = list.split('|').collect();
    crate::order::sort(&mut words);
    words
}

/// Whether one of these words, which are in order, is a whole word of a text.
fn has_word(folded: &str, words: &[&str]) -> bool {
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| words.binary_search(&word).is_ok())
}

/// What the words within a line speak for.
pub fn hints(folded: &str) -> Hints {
    let mut hints = Hints::default();
    WITHIN.each(folded, &mut |reason| {
        let count = &mut hints[reason as usize];
        *count = count.saturating_add(1);
    });
    hints
}

/// What hints speak for most, and how many of them do.
pub fn most(hints: &Hints) -> Option<(Reason, usize)> {
    // The first of the list's order wins ties.
    let &(reason, _) =
        PROSE.iter().max_by_key(|(reason, _)| (hints[*reason as usize], std::cmp::Reverse(*reason)))?;
    let n = usize::from(hints[reason as usize]);
    (n > 0).then_some((reason, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines() {
        for (line, expected) in [
            ("Leave a Comment", Some(Comments)),
            ("12 Comments", Some(Comments)),
            ("» HOME «", Some(Navigation)),
            ("Mostra altro", Some(Navigation)),
            ("Articoli correlati", Some(Related)),
            ("Archivado en", Some(Tags)),
            ("Tagged in:", Some(Tags)),
            ("Читайте также:", Some(Related)),
            ("Nach oben", Some(Navigation)),
            ("Partager", Some(Share)),
            ("3 + 7 =", None),
            ("Tehran", None),
            ("Line", Some(Share)),
            ("Line 1", None),
            ("Facebook 12", Some(Share)),
        ] {
            assert_eq!(whole(&fold(line)), expected, "{line}");
        }
    }

    #[test]
    fn phrases_within_are_the_first_and_the_longest() {
        let all = [("@", Contact), ("cook", Share), ("cookies", Cookies), ("esq", Legal), ("隐私", Legal)];
        let within = Index::of(all.map(|(phrase, reason)| (phrase.to_owned(), reason)).to_vec());
        for (text, expected) in [
            ("cookiesq cookie@", &[Cookies, Share, Contact][..]),
            ("的隐私", &[Legal]),
            ("esq", &[Legal]),
            ("@", &[Contact]),
            ("es", &[]),
            ("", &[]),
        ] {
            let mut found = Vec::new();
            within.each(text, &mut |reason| found.push(reason));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn no_whole_line_is_longer() {
        assert!(WHOLE_LINES.keys().all(|line| line.len() <= LONGEST));
    }

    #[test]
    fn beginnings_of_lines() {
        for (line, expected) in [
            ("Tags: Syria, Iran", Some(Tags)),
            ("Archivado en: Siria, Irán", Some(Tags)),
            ("Lire aussi : À Genève", Some(Related)),
            ("Updated: 3 hours ago", Some(Metadata)),
            ("© 2018 Corriere", Some(Legal)),
            ("Tagsüber schien die Sonne.", None),
        ] {
            assert_eq!(starts(&fold(line)), expected, "{line}");
        }
    }

    #[test]
    fn a_site_speaks_to_its_reader() {
        for (text, addressed, told) in [
            ("We use cookies to give you the best experience.", true, false),
            ("Wir verwenden Cookies.", true, false),
            ("Court rules cookies need consent", false, false),
            ("Websites must ask for consent before they store cookies, the judges said.", false, true),
            ("“We use cookies,” the firm said.", true, true),
            ("我们使用隐私政策", true, false),
        ] {
            let folded = fold(text);
            assert_eq!((is_addressed(&folded), is_told(&folded)), (addressed, told), "{text}");
        }
    }

    #[test]
    fn sentences_about_cookies() {
        let (reason, n) = most(&hints(&fold("Questo sito usa i cookies, anche di terze parti."))).unwrap();
        assert!((reason, n) == (Cookies, 3));
        assert_eq!(most(&hints("the tug lay off the mole")), None);
    }
}
