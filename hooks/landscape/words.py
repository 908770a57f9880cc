"""How search cuts texts into words; ``docs/assets/js/search.js`` does the same to what people type."""

from __future__ import annotations

import math
import re
import unicodedata

SHARDS = 512
"""Files over which the words of the texts are spread."""

LEAD = 36
"""Width of the text that is shown under a name, in Latin letters (a Han character is two wide)."""

ASKING = (
    r"什么是|是什么意思|什么意思|是什么|有哪些|有没有|有什么|什么|哪些|哪个|哪种|哪家|哪里|如何|怎么样|怎么办|怎么|怎样|为什么|为啥|能不能|是不是|会不会|要不要|可以|应该|请问|介绍一下"
    r"|所有的?|全部|列表|清单|区别|不同|差别|老是|总是|一直|经常|想要?|需要|推荐|一下|这个|那个|一个|一种|多少|多大|能用|能够|能否|同一个?|每次|每个|做到|拿到|时候|东西|事情|里面|出来|起来|过来|下来|看到|知道|觉得|变得|非常|特别|为何|[我你您让的了吧呀么吗呢啊？把被给请是和跟]|(?<!参)与|(?<![社机])会|(?<![智功性效可技])能|(?<![摘重主需必])要|(?<![所没])有(?![用害毒监效])|[就都也很太还又再才它他她这那着些]|个(?!人)|地(?![址图名])"
    r"|\b(?:what(?:'s|s)?|which|how|why|who|when|where|is|are|was|were|be|do|does|did|can|could|should|would|will|has|have|i|my|me|we|us|our|you|your|the|an?|it|its|this|that|these|those|they|them"
    r"|all|any|some|list|best|of|for|to|in|on|by|with|from|at|as|into|about|and|or|if|so|than|explain|tell|there|between|difference|vs|versus|stand|use|using|make|makes|made|come|came|want|need|please|always|keeps?|just|get|gets|much|many|mean|means|meaning"
    r"|each|every|other|also|very|really|while|because|then|here|now|lets?|someone|something|such|own|often|like)\b"
)
"""What makes words a question, but says nothing of what is asked; a pattern that Python and JavaScript read alike."""

LISTING = r"哪些|所有|全部|列表|清单|\b(?:which|all|list)\b"
"""What asks for a list."""

SAME = (
    "big large huge enormous giant long|small tiny little compact mini short|picture image photo pic visual|document doc file article paper page pdf novel|"
    "sentence fact line|begin start first initial opening|end finish last final late|record log trace track|watch monitor observe|"
    "measure assess evaluate test check judge grade score rate examine|clever smart intelligent|repeat loop circle same again repetition|slow wait delay lag latency|"
    "fast quick speed rapid accelerate faster|gpu card|machine computer server device pc laptop node|several many multiple hundred thousand lot|"
    "cheap affordable inexpensive cost price expensive money|build create construct develop|delete remove drop discard prune throw cut trim|"
    "split divide segment partition separate piece chunk|join combine merge mix blend fuse average|teach train learn|imitate copy mimic|answer reply respond response|"
    "question ask query|forget lose lost|remember memory memorise recall|guess predict|wrong false untrue incorrect error mistake|"
    "lie invent fabricate fake hallucinate|agree flatter praise|refuse decline reject|harmful dangerous bad toxic offensive|hide hidden secret invisible conceal|"
    "attack hack exploit break malicious|trick fool cheat deceive|safe safety secure security|allow permit permission may|sell commercial commercially business|"
    "forbid prohibit ban forbidden|law legal lawyer|doctor medical medicine health clinical|maths math mathematics arithmetic|"
    "code coding program programming software|translate translation|speak talk voice speech spoken audio listen hear sound|read understand|"
    "find search look retrieve lookup|choose pick select|order sort rank|change modify edit update|share publish release|download get obtain|store save keep|"
    "run execute operate|free gratis|phone mobile smartphone|offline internet network|user people person human|word term|letter character|number figure digit amount|"
    "example sample demonstration shot|step stage phase|rule principle constitution guideline|shape format structure form|random randomness creative creativity|"
    "stable deterministic consistent|company firm maker vendor organisation|list overview|compare comparison versus|graph chart plot diagram|new latest recent newest|"
    "old outdated stale|ram vram|shrink smaller compress reduce reduction lighter|extend extension longer stretch|bias racist sexist unfair discrimination prejudice|"
    "private privacy personal|tool utility kit|library package sdk|chatbot bot assistant|emotion sentiment feeling angry opinion|leak contamination contaminated|"
    "explain interpret why|website site web|label annotate annotation|duplicate redundant|vector embedding|weight parameter|job task|think reason thought|"
    "expert specialist|probability likelihood chance|part fraction portion|without no|图片 图像 照片 画面 图|文章 文档 文件 长文 小说 全文 资料 论文|"
    "切成 拆成 切块 切分 分段 拆分 分割 切|变小 缩小 压缩 减小 瘦身 更小|变大 更大 放大|很慢 太慢 变慢 慢 卡顿 好久 很久|更快 加快 加速 提速 快|"
    "夸 奉承 拍马 讨好 附和 迎合|编造 瞎编 胡说 捏造 编出 虚构 乱编|错误 出错 有错 不对 错|重复 复读 循环 反复|忘记 遗忘 忘了 忘掉|记住 记得 记忆|拒绝 不肯 拒答|"
    "显卡 卡|电脑 机器|手机 端侧|多张 几张 多卡 上千 上百 成千|多台 几台 多机|例子 示例 样例 范例 举例|盖住 遮住 挖空 挖掉 掩盖 隐藏|人脑 大脑|"
    "打分 评分 给分 评价 评判|测试 测评 评测 考试 检测|聪明 智能|模仿 学习|删除 去掉 剪掉 删掉 丢掉 移除|合并 融合 拼接 合成|输入 喂给 丢给|回答 回复 答复 答案|"
    "问题 提问 发问|便宜 省钱 成本 价格 花费|商用 商业 卖钱 赚钱 盈利|允许 准许 授权|禁止 不许 不能 限制|下载 获取|公司 厂商 企业 机构|最新 新出 新发|"
    "排名 排行 榜单 排序|对比 比较 区别|网站 网页 本站|文字 文本 汉字|声音 语音 音频 说话 听懂 听|翻译 互译|代码 编程 程序 写代|医疗 医生 看病 医学|法律 律师|"
    "金融 股票 银行|数学 算术|隐私 个人|安全 有害|攻击 破解 黑客|随机 创意 多样|稳定 固定|工具 软件|步骤 一步 逐步 分步|自己 自动|联网 上网 搜索 检索 查找|数据 语料|"
    "小数 浮点|比例 配比|均值 平均"
)
"""Everyday words that stand for each other in a question; the first of them stands for all."""

FORMS = (
    "語语言言訓训練练資资據据參参數数權权開开閉闭對对齊齐調调優优論论斷断編编碼码譯译圖图視视頻频學学習习強强機机構构術术許许證证庫库類类較较網网絡络檢检儲储緩缓變变換换層层環环節节點点壓压縮缩預预測测記记憶忆體体詞词彙汇義义"
    "達达擴扩長长處处應应用用獎奖勵励專专門门醫医療疗題题問问務务計计運运載载質质評评標标準准線线閱阅讀读說说話话聲声國国際际華华為为衛卫藥药與与後后實实驗验導导產产業业創创發发現现實实時时間间選选擇择單单雙双總总結结果果萬万億亿"
)
"""Traditional characters of the field's words, each before its simplified form."""


def shard(word: str) -> int:
    """Return the number of the file in which a word stands; words that begin alike stand together.

    >>> shard("align") == shard("alignment")
    True
    """
    return (ord(word[0]) + 7 * ord(word[1:2] or "\0")) % SHARDS


_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[^\W\d_\u3400-\u4dbf\u4e00-\u9fff]+|\d+")
_PLURAL = 5


def runs(text: str) -> list[str]:
    """Return runs of Han characters, of letters and of digits, in lower case and British spelling, without accents."""
    return _RUN.findall(_fold(text))


def _fold(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"iz(?=e|ing|ation)", "is", plain.lower()).replace("license", "licence")


def words(text: str) -> list[str]:
    """Cut a text into words, numbers and pairs of Han characters.

    >>> words("Llama2 的量化模型s, models")
    ['llama', '2', '的量', '量化', '化模', '模型', 's', 'model']
    """
    found = []
    for run in runs(text):
        if not _HAN.match(run):
            found.append(run[:-1] if len(run) >= _PLURAL and run.endswith("s") and not run.endswith("ss") else run)
        elif len(run) == 1:
            found.append(run)
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
    return found


_ENDING = re.compile(r"(?<=...)(?:at(?:e[ds]?|ing|ors?|ions?)|ments?|ions?|ings?|ers?|ies|ed|ly|es?|s|y)$")


def stem(word: str) -> str:
    """Return an English word without its ending, other words as they are.

    >>> stem("probabilities"), stem("probability"), stem("generation"), stem("running"), stem("模型")
    ('probabilit', 'probabilit', 'gener', 'run', '模型')
    """
    return re.sub(r"(?<=...)e$|(?<=..)([b-df-hj-np-tv-z])\1$", r"\1", _ENDING.sub("", word))


_SAME = {stem(word): stem(group.split()[0]) for group in SAME.split("|") for word in group.split()}


def key(word: str) -> str:
    """Return what stands for a word of a text: its stem, or that of an everyday word that means the same.

    >>> key("photos"), key("照片")
    ('pictur', '图片')
    """
    found = stem(word)
    return _SAME.get(found, found)


def question(text: str) -> list[str]:
    """Return the words by which a wording is found: without those that only ask, and without letters alone.

    >>> question("How do I make the model smaller?"), question("模型老是重复")
    (['model', 'shrink'], ['模型', '重复'])
    """
    bare = re.sub(ASKING, " ", _fold(text), flags=re.ASCII)
    found = {key(word) for word in words(bare) if re.match("..|[^a-z]", word) or re.search(r"\d", text)}
    return sorted(found or set(map(key, words(text))))


def weight(word: str, times: int, records: int) -> float:
    """Return how much a word tells that stands in so many texts and wordings; the browser weighs alike.

    A rare pair of Han characters is as often a word's end and the next one's beginning as a word: it tells less.

    >>> weight("quantise", 4, 1000), weight("化模", 4, 1000), weight("化模", 1, 1000), round(weight("model", 900, 1000), 1)
    (5, 3.5, 2.5, 0.7)
    """
    most = 5 if not _HAN.match(word) else 3.5 if times > 1 else 2.5
    return min(most, math.log(1 + records / max(times, 1)))


def lead(text: str, width: int = LEAD) -> str:
    """Return the beginning of a text, cut after a sentence or clause where one ends in time.

    >>> lead("One sentence. Another one that is longer.", 20)
    'One sentence.'
    >>> lead("短的。这一句长得放不下了", 12)
    '短的。'
    """
    used = 0
    for at, sign in enumerate(text):
        used += 2 if ord(sign) > 0x2E80 else 1  # noqa: PLR2004 - where East Asian signs begin
        if used > width:
            part = text[:at]
            break
    else:
        return text
    ends = [found.end() for found in re.finditer(r"[。；]|[.;](?= )", part)]
    if ends and ends[-1] > len(part) / 3:
        return re.sub("[；;]$", "…", part[: ends[-1]])
    return part.rpartition(" ")[0] + "…" if re.search(r"[A-Za-z]$", part) and " " in part[len(part) // 2 :] else part + "…"
