<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>lab</name>
    <message>
        <location filename="../../lab/cli/bench.py"/>
        <source>Say where MNIST is: --data FOLDER.</source>
        <translation>请指明 MNIST 的位置：--data 文件夹。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/evaluate.py"/>
        <source>The network's settings keep no samples of {data} for a test. Give other data.</source>
        <translation>按网络的设置，{data} 没有留出测试样本。请换用其他数据。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/export.py"/>
        <source>"{text}" is no setting. Write it as SETTING=VALUE.</source>
        <translation>“{text}”不是设置。请写成 设置=值 的形式。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/importing.py"/>
        <source>{file} is a network of its own: leave out --network.</source>
        <translation>{file} 本身就是一个网络：请去掉 --network。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/network.py"/>
        <source>{reason} Nor is there a file "{file}".</source>
        <translation>{reason}也没有名为“{file}”的文件。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/network.py"/>
        <source>{network} is not trained yet. Train it and keep it: train {network} --out FILE.cnnlab</source>
        <translation>{network} 还没有训练。先训练并保存：train {network} --out FILE.cnnlab</translation>
    </message>
    <message>
        <location filename="../../lab/cli/network.py"/>
        <source>{reason} On the command line: --data NAME or --data PATH.</source>
        <translation>{reason}在命令行中请写：--data 名称，或 --data 路径。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/network.py"/>
        <source>The network was trained on samples of {expected}; these are {given}. Take data of the same shape, or train a template on this data.</source>
        <translation>训练该网络所用的样本是 {expected}，而这些样本是 {given}。请使用形状相同的数据，或用这份数据训练一个模板。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/output.py"/>
        <source>{file} cannot be written. Give --out a file in a folder that exists.</source>
        <translation>无法写入 {file}。请让 --out 指向已有文件夹中的文件。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/settings.py"/>
        <source>"{text}" is no setting. Write it as PART.SETTING=VALUE.</source>
        <translation>“{text}”不是设置。请写成 部分.设置=值 的形式。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/settings.py"/>
        <source>"{text}" sets nothing. Begin with {parts}.</source>
        <translation>“{text}”没有设置任何东西。请以 {parts} 开头。</translation>
    </message>
    <message>
        <location filename="../../lab/cli/train.py"/>
        <source>{network} has been trained for its {epochs} epochs. Give --epochs N for N more.</source>
        <translation>{network} 已训练完设定的 {epochs} 轮。用 --epochs N 可再训练 N 轮。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/base.py"/>
        <source>Loading was stopped.</source>
        <translation>加载已中止。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/base.py"/>
        <source>There are {inputs} samples but {targets} targets. Each sample needs one.</source>
        <translation>有 {inputs} 个样本，却有 {targets} 个目标值。每个样本应对应一个目标值。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/base.py"/>
        <source>There are no samples in this data.</source>
        <translation>这份数据中没有样本。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/base.py"/>
        <source>Sample {number} contains a value that is not a finite number. Remove the sample or replace the value.</source>
        <translation>样本 {number} 含有不是有限数的值。请删除该样本或替换该值。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/base.py"/>
        <source>The class numbers run from {low} to {high}, but there are {count} classes, numbered from 0.</source>
        <translation>类别编号从 {low} 到 {high}，但只有 {count} 个类别，编号从 0 开始。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/base.py"/>
        <source>The test set would begin at sample {number} of {count}. It must leave samples for training.</source>
        <translation>测试集将从第 {number} 个样本开始（共 {count} 个）。必须给训练留下样本。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/catalog.py"/>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/catalog.py"/>
        <source>{some}; {more}</source>
        <translation>{some}；{more}</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/catalog.py"/>
        <source>{path} holds no data that can be read. Give the path of {readable}.</source>
        <translation>{path} 中没有可读取的数据。请给出以下内容的路径：{readable}。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/catalog.py"/>
        <source>There is no data set and no file called "{text}". Names: {names}. Paths: {readable}.</source>
        <translation>没有名为“{text}”的数据集或文件。可用名称：{names}。可用路径：{readable}。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/circles.py"/>
        <source>dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/circles.py"/>
        <source>Two circles</source>
        <translation>同心圆</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/circles.py"/>
        <source>Points in the plane</source>
        <translation>平面上的点</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/circles.py"/>
        <source>A circle of radius 1 around one of radius 1/2: the distance from the centre tells the class.</source>
        <translation>半径 1 的圆套着半径 1/2 的圆：到圆心的距离决定类别。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/circles.py"/>
        <source>outer</source>
        <translation>外圈</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/circles.py"/>
        <source>inner</source>
        <translation>内圈</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>CSV table</source>
        <translation>CSV 表格</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>A table in a text file: each row is a sample, one column is predicted, the others are the inputs. Without a file, the weather by temperature, humidity and pressure.</source>
        <translation>文本文件中的表格：每行是一个样本，一列是要预测的，其余各列是输入。没有指定文件时，使用示例：由气温、湿度和气压看天气。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>The CSV file; by default the example of the weather</source>
        <translation>CSV 文件；默认是天气的示例</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Target column</source>
        <translation>目标列</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Name of the column to predict, or its number from 1; else the last</source>
        <translation>要预测的列的名称，或从 1 开始的列号；不填则为最后一列</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Target is</source>
        <translation>目标是</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Words and a few whole numbers look like classes, other numbers like a value</source>
        <translation>文字和少数几个整数视为类别，其他数视为数值</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>As it looks</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>A value</source>
        <translation>数值</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Columns of words</source>
        <translation>文字列</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>What becomes of inputs that are no numbers</source>
        <translation>不是数的输入如何处理</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Refuse</source>
        <translation>不接受</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>A column of 0 and 1 for each word</source>
        <translation>每个词变为一列 0 和 1</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Leave out</source>
        <translation>略去</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Columns that are not used, by name or number, with commas between</source>
        <translation>不使用的列，写名称或列号，用逗号分隔</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>First row</source>
        <translation>第一行</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>A first row without any number looks like names</source>
        <translation>第一行若没有任何数，就视为列名</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Names the columns</source>
        <translation>是列名</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>Is a sample</source>
        <translation>是样本</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>a table (.csv, .tsv)</source>
        <translation>表格（.csv、.tsv）</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>{file} has no column of inputs. It needs one beside the target.</source>
        <translation>{file} 没有作为输入的列。除目标列外，至少还要有一列。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>{file}: the column "{column}" holds words such as "{word}". A network reads numbers: let "Columns of words" make 0 and 1 of them, or leave the column out.</source>
        <translation>{file}：“{column}”列含有“{word}”这样的文字，而网络只能读取数。请设置“文字列”把它们变为 0 和 1，或略去这一列。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>{file}: the column "{column}" holds {count} different words, and at most {most} become columns of 0 and 1. Leave it out.</source>
        <translation>{file}：“{column}”列有 {count} 个不同的词，最多只能把 {most} 个变为 0 和 1 的列。请略去这一列。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>{file}: the column "{column}" holds words, so it cannot be predicted as a value. Set "Target is" to "Classes".</source>
        <translation>{file}：“{column}”列含有文字，不能作为数值来预测。请把“目标是”设为“类别”。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_file.py"/>
        <source>{file}: the column "{column}" holds {count} classes. There must be 2 to {most}: choose another target column.</source>
        <translation>{file}：“{column}”列有 {count} 个类别，而类别数必须在 2 到 {most} 之间。请选择其他目标列。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>is empty</source>
        <translation>是空的</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>holds "{word}", which is no finite number</source>
        <translation>含有“{word}”，它不是有限的数</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>{file} has no column "{column}". Its columns are: {names}.</source>
        <translation>{file} 没有名为“{column}”的列。它的列有：{names}。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>{file}, line {line}: the column "{column}" {what}. Every row needs a value there: fill it in, delete the row, or leave the column out.</source>
        <translation>{file} 第 {line} 行：“{column}”列{what}。每一行在这一列都要有值：请补上该值、删除该行，或略去这一列。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>{file}, line {line}: there are {count} values, but {first} in the first row. Every row needs as many. A value with a {separator} in it must stand in quotation marks.</source>
        <translation>{file} 第 {line} 行：有 {count} 个值，而第一行有 {first} 个。各行的个数必须相同。值中若含有 {separator}，必须放在引号内。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>{file} holds no rows.</source>
        <translation>{file} 中没有任何行。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>{file} holds a header but no rows.</source>
        <translation>{file} 只有列名，没有数据行。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>{file} is larger than {size} MB. Take a part of it.</source>
        <translation>{file} 大于 {size} MB。请只取其中一部分。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>The file {path} does not exist.</source>
        <translation>文件 {path} 不存在。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>{file} is no text in UTF-8. Save it anew as "CSV UTF-8".</source>
        <translation>{file} 不是 UTF-8 文本。请另存为“CSV UTF-8”格式。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>Reading {file}</source>
        <translation>正在读取 {file}</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/csv_table.py"/>
        <source>{file}, line {line}: the quotation marks do not match ({reason}).</source>
        <translation>{file} 第 {line} 行：引号不配对（{reason}）。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/digits.py"/>
        <source>Handwritten digits 8x8</source>
        <translation>手写数字 8×8</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/digits.py"/>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/digits.py"/>
        <source>Real digits written by 43 people: 1797 pictures of 8 × 8 pixels, grey from 0 to 16. Trains in seconds.</source>
        <translation>43 人手写的真实数字：1797 幅 8 × 8 像素的图片，灰度从 0 到 16。几秒就能训练好。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/digits.py"/>
        <source>channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/digits.py"/>
        <source>height</source>
        <translation>高</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/digits.py"/>
        <source>width</source>
        <translation>宽</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx.py"/>
        <source>{path} is damaged or cut short and cannot be decompressed. Download it again.</source>
        <translation>{path} 已损坏或不完整，无法解压。请重新下载。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx.py"/>
        <source>{path} holds {size} GB of numbers; at most {limit} GB are read. Use a smaller part of the data.</source>
        <translation>{path} 含有 {size} GB 的数值，最多只能读取 {limit} GB。请使用其中较小的一部分。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx.py"/>
        <source>There is not enough memory for {path}. Close other programs.</source>
        <translation>内存不足，无法载入 {path}。请关闭其他程序。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx.py"/>
        <source>{path} is not an IDX file: it must begin with two zero bytes, a number type and the number of axes. It begins with {found}.</source>
        <translation>{path} 不是 IDX 文件：开头应为两个零字节、数值类型和轴数，而它的开头是 {found}。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx.py"/>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx.py"/>
        <source>{path} has {axes} axes; IDX files with 1 to 3 axes can be used.</source>
        <translation>{path} 有 {axes} 个轴；只能使用 1 到 3 个轴的 IDX 文件。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx.py"/>
        <source>{path} ends within its header. Download it again.</source>
        <translation>{path} 在文件头处就中断了。请重新下载。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx.py"/>
        <source>{path} is empty: its sizes are {shape}.</source>
        <translation>{path} 是空的：各轴大小为 {shape}。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx.py"/>
        <source>{path} does not hold the {shape} numbers that its header announces. It is damaged or cut short: download it again.</source>
        <translation>{path} 中没有文件头所声明的 {shape} 个数。文件已损坏或不完整，请重新下载。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx_folder.py"/>
        <source>The folder {folder} cannot be read: {reason}. Choose the folder with the IDX files.</source>
        <translation>无法读取文件夹 {folder}：{reason}。请选择存放 IDX 文件的文件夹。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx_folder.py"/>
        <source>The folder {folder} holds several data sets: {sets}. Put each into a folder of its own.</source>
        <translation>文件夹 {folder} 中有多个数据集：{sets}。请把它们分别放入各自的文件夹。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/idx_folder.py"/>
        <source>{name} is missing in the folder {folder}. Put it there, as .gz or unpacked, or choose another folder.</source>
        <translation>文件夹 {folder} 中缺少 {name}。请把它放进去（.gz 或解压后的均可），或选择其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>MNIST or IDX files</source>
        <translation>MNIST 或 IDX 文件</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>A folder of IDX files: MNIST, Fashion-MNIST and others. They keep their own test set.</source>
        <translation>存放 IDX 文件的文件夹：MNIST、Fashion-MNIST 等。它们自带测试集。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>The folder with train-images-idx3-ubyte and its labels, as .gz or unpacked; by default mnist in the program's folder for data</source>
        <translation>存放 train-images-idx3-ubyte 及其标签的文件夹，.gz 或解压后的均可；默认为程序数据文件夹中的 mnist</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>a folder of IDX files (train-images-idx3-ubyte, train-labels-idx1-ubyte; also .gz)</source>
        <translation>存放 IDX 文件的文件夹（train-images-idx3-ubyte、train-labels-idx1-ubyte，也可以是 .gz）</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>No folder is chosen. Choose the one with train-images-idx3-ubyte and train-labels-idx1-ubyte, as .gz or unpacked, or put them into {folder}.</source>
        <translation>还没有选择文件夹。请选择含有 train-images-idx3-ubyte 和 train-labels-idx1-ubyte 的文件夹（.gz 或解压后的均可），或把它们放到 {folder} 中。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>The samples of {test} have another size or type than those of {training}. The files must belong together.</source>
        <translation>{test} 中样本的大小或类型与 {training} 的不同。这些文件必须配套。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>{images} holds {count} samples but {labels} holds {labelled} labels. The files must belong together.</source>
        <translation>{images} 有 {count} 个样本，而 {labels} 有 {labelled} 个标签。这些文件必须配套。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>{file} does not hold one whole number for each sample, as a file of labels must.</source>
        <translation>{file} 没有为每个样本给出一个整数，而标签文件必须如此。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/mnist.py"/>
        <source>{file}: the label of sample {number} is {label}. Labels must be between 0 and {high}.</source>
        <translation>{file}：样本 {number} 的标签是 {label}。标签必须在 0 到 {high} 之间。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/moons.py"/>
        <source>Two moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/moons.py"/>
        <source>Two half circles that reach into each other: no straight line separates them.</source>
        <translation>两个互相嵌入的半圆：没有直线能把它们分开。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/moons.py"/>
        <source>upper</source>
        <translation>上弧</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/moons.py"/>
        <source>lower</source>
        <translation>下弧</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/picture.py"/>
        <source>{path} cannot be read as a picture. Use a whole PNG, JPEG, BMP or GIF file.</source>
        <translation>无法把 {path} 作为图片读取。请使用完整的 PNG、JPEG、BMP 或 GIF 文件。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/picture.py"/>
        <source>This network's input is {shape}, which no picture has. It must be 1 or 3 channels × height × width, or as many features as a square picture has pixels.</source>
        <translation>该网络的输入是 {shape}，没有图片是这种形状。输入须为 1 或 3 通道 × 高 × 宽，或特征数等于一幅正方形图片的像素数。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/picture.py"/>
        <source>{path} has {width} × {height} pixels. Make it smaller than {limit} million pixels.</source>
        <translation>{path} 有 {width} × {height} 像素。请缩小到 {limit} 百万像素以内。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Drawn shapes</source>
        <translation>绘制图形</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Circles, squares, triangles, crosses, rings and bars, and up to four more shapes, each at a random place, size, angle and brightness.</source>
        <translation>圆、正方形、三角形、十字、圆环和长条，以及最多另外四种图形，位置、大小、角度和亮度都是随机的。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Colour</source>
        <translation>彩色</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Variation</source>
        <translation>变化程度</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>samples</source>
        <translation>个</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>How many pictures</source>
        <translation>图片的数量</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Height and width of each picture</source>
        <translation>每幅图片的高和宽</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Standard deviation of the noise; the background is 0 and white is 1</source>
        <translation>噪声的标准差；背景为 0，白色为 1</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Three channels (red, green, blue), with shapes of random colours</source>
        <translation>三个通道（红、绿、蓝），图形颜色随机</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>How many different shapes there are</source>
        <translation>有多少种不同的图形</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>How much place, size and angle differ: 1 is anywhere and any angle, 0 always the same</source>
        <translation>位置、大小和角度相差多少：1 表示任意位置和角度，0 表示始终相同</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Decides all places, sizes, angles, colours and the noise</source>
        <translation>决定所有位置、大小、角度、颜色和噪声</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>circle</source>
        <translation>圆</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>square</source>
        <translation>正方形</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>triangle</source>
        <translation>三角形</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>cross</source>
        <translation>十字</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>ring</source>
        <translation>圆环</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>bar</source>
        <translation>长条</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>star</source>
        <translation>星形</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>half disc</source>
        <translation>半圆</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>corner</source>
        <translation>直角</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>frame</source>
        <translation>方框</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/shapes.py"/>
        <source>Drawing shapes</source>
        <translation>正在绘制图形</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>Generated signals</source>
        <translation>生成的信号</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>Sines, squares, sawtooths, triangles, chirps and mere noise, each of random frequency, phase and strength.</source>
        <translation>正弦波、方波、锯齿波、三角波、线性调频信号和纯噪声，频率、相位和强度都是随机的。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>How many signals</source>
        <translation>信号的数量</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>Values of one signal, evenly spaced in time</source>
        <translation>一个信号有多少个值，时间间隔相等</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>Standard deviation of the noise that is added; signals reach at most 1</source>
        <translation>所加噪声的标准差；信号的最大值为 1</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>Decides all frequencies, phases and strengths and the noise</source>
        <translation>决定所有频率、相位、强度和噪声</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>sine</source>
        <translation>正弦波</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>square wave</source>
        <translation>方波</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>sawtooth</source>
        <translation>锯齿波</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>triangle wave</source>
        <translation>三角波</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>chirp</source>
        <translation>线性调频</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>Making signals</source>
        <translation>正在生成信号</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/signals.py"/>
        <source>length</source>
        <translation>长度</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/spirals.py"/>
        <source>Two spirals</source>
        <translation>双螺旋</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/spirals.py"/>
        <source>Two arms that wind around each other: hard for a small network.</source>
        <translation>两条相互缠绕的旋臂：对小网络来说很难。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/spirals.py"/>
        <source>Turns</source>
        <translation>圈数</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/spirals.py"/>
        <source>Standard deviation of the noise that is added to both coordinates</source>
        <translation>加在两个坐标上的噪声的标准差</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/spirals.py"/>
        <source>turns</source>
        <translation>圈</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/spirals.py"/>
        <source>How often each arm winds around the centre</source>
        <translation>每条旋臂绕中心转多少圈</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/spirals.py"/>
        <source>first arm</source>
        <translation>第一臂</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/spirals.py"/>
        <source>second arm</source>
        <translation>第二臂</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/split.py"/>
        <source>Validation share</source>
        <translation>验证集比例</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/split.py"/>
        <source>Test share</source>
        <translation>测试集比例</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/split.py"/>
        <source>Split seed</source>
        <translation>划分种子</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/split.py"/>
        <source>Validation and test take {taken} of {count} samples, so none are left for training. Make one of the shares smaller.</source>
        <translation>验证集和测试集占去 {taken} 个样本（共 {count} 个），没有剩下用于训练的样本。请减小其中一个比例。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/toy.py"/>
        <source>How many points</source>
        <translation>点的数量</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/toy.py"/>
        <source>Decides the noise</source>
        <translation>决定噪声</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/truth_table.py"/>
        <source>Truth table</source>
        <translation>真值表</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/truth_table.py"/>
        <source>Four samples of three inputs and one value to predict: exclusive or of the first two, or just the first; the third input is always 1.</source>
        <translation>四个样本，各有三个输入和一个要预测的值：前两个输入的异或，或者就是第一个输入；第三个输入始终为 1。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/truth_table.py"/>
        <source>Value</source>
        <translation>预测值</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/truth_table.py"/>
        <source>What is to be predicted</source>
        <translation>要预测什么</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/truth_table.py"/>
        <source>First XOR second</source>
        <translation>第一个异或第二个</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/truth_table.py"/>
        <source>The first input</source>
        <translation>第一个输入</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/truth_table.py"/>
        <source>No is</source>
        <translation>“否”为</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/truth_table.py"/>
        <source>The number for no; yes is 1</source>
        <translation>表示“否”的数；“是”为 1</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/xor.py"/>
        <source>Logic gate</source>
        <translation>逻辑门</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/xor.py"/>
        <source>Exclusive or: 1 where exactly one of the two inputs is 1. Four points that no straight line separates. Or, for comparison, a gate that a straight line does separate: AND, OR, NAND.</source>
        <translation>异或：两个输入中恰有一个为 1 时取 1。四个点，没有直线能把它们分开。也可以换成直线能分开的逻辑门作比较：与、或、与非。</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/xor.py"/>
        <source>What the class is of the two inputs</source>
        <translation>由两个输入如何得出类别</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/xor.py"/>
        <source>XOR</source>
        <translation>异或（XOR）</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/xor.py"/>
        <source>AND</source>
        <translation>与（AND）</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/xor.py"/>
        <source>OR</source>
        <translation>或（OR）</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/xor.py"/>
        <source>NAND</source>
        <translation>与非（NAND）</translation>
    </message>
    <message>
        <location filename="../../lab/datasets/xor.py"/>
        <source>How many points; more than 4 repeat the corners</source>
        <translation>点的数量；多于 4 个时重复四个角点</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/batch_of_one.py"/>
        <source>rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/batch_of_one.py"/>
        <source>Batch norm of one sample</source>
        <translation>只有一个样本的批归一化</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/batch_of_one.py"/>
        <source>Batch norm takes mean and variance over the samples of a batch, and one sample has no variance.</source>
        <translation>批归一化按一批样本计算均值和方差，而只有一个样本时没有方差。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/batch_of_one.py"/>
        <source>{layer} takes mean and variance over the samples of a batch, and there is one in each. Take larger batches, or layer norm in its place.</source>
        <translation>“{layer}”按一批样本计算均值和方差，而每批只有一个样本。请增大批大小，或改用层归一化。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/batch_of_one.py"/>
        <source>Take batches of {count}</source>
        <translation>批大小设为 {count}</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/dead_branch.py"/>
        <source>Dead branch</source>
        <translation>无用的支路</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/dead_branch.py"/>
        <source>A network ends in one layer; what leads nowhere else would be computed for nothing.</source>
        <translation>网络以一个层结束；没有去向的层，算了也是白算。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/dead_branch.py"/>
        <source>The network must end in one layer, and {layer} leads nowhere beside {output}. Link it on, merge the two, or delete what is not needed.</source>
        <translation>网络必须以一个层结束，而除了“{output}”，“{layer}”也没有去向。请继续连接、把两者合并，或删除不需要的层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/dead_branch.py"/>
        <source>Delete {layer}</source>
        <translation>删除 {layer}</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/dead_branch.py"/>
        <source>Delete these {count} layers</source>
        <translation>删除这 {count} 个层</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/dropped_output.py"/>
        <source>Dropout at the end</source>
        <translation>末尾的随机失活</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/dropped_output.py"/>
        <source>Dropout belongs between layers: dropping answers teaches nothing.</source>
        <translation>随机失活应放在层与层之间：丢弃网络的回答，什么也学不到。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/dropped_output.py"/>
        <source>{layer} stands at the end and makes some of the network's answers zero, whatever it has learned. Put it before the last layer with weights, or leave it out.</source>
        <translation>“{layer}”位于末尾，不管网络学到了什么，都会把它的一部分回答变为零。请把它移到最后一个带权重的层之前，或去掉它。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/equal_weights.py"/>
        <source>Equal first weights</source>
        <translation>初始权重全相同</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/equal_weights.py"/>
        <source>Units that begin alike and see the same stay alike for ever: as if there were but one of them.</source>
        <translation>起点相同、看到的输入也相同的单元，会永远相同，就像只有一个单元一样。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/equal_weights.py"/>
        <source>All first weights of {layer} are equal, so its units get equal gradients and stay alike for ever. Draw them at random.</source>
        <translation>“{layer}”的初始权重全都相同，各单元得到的梯度相同，也就永远相同。请随机抽取初始权重。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/equal_weights.py"/>
        <source>Draw the weights of {layer} by He's rule</source>
        <translation>用 He 方法抽取 {layer} 的权重</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/input_shape.py"/>
        <source>Shape of the data</source>
        <translation>数据的形状</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/input_shape.py"/>
        <source>The Input layer has the shape of one sample of the data.</source>
        <translation>输入层的形状就是数据中一个样本的形状。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/input_shape.py"/>
        <source>The Input layer expects {expected}, but the data's samples are {given}. Choose the data set again, or change the Input layer.</source>
        <translation>输入层要求 {expected}，而数据的样本是 {given}。请重新选择数据集，或修改输入层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/input_shape.py"/>
        <source>Make {layer} {shape}</source>
        <translation>把 {layer} 设为 {shape}</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/inside.py"/>
        <source>In the block "{title}": {reason}</source>
        <translation>在模块“{title}”中：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/last_activation.py"/>
        <source>Last activation</source>
        <translation>最后的激活</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/last_activation.py"/>
        <source>A loss that turns scores into probabilities itself wants the scores as they are, without softmax or ReLU.</source>
        <translation>损失自己会把得分换算成概率时，应直接接收得分，前面不要 softmax 或 ReLU。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/last_activation.py"/>
        <source>{loss} turns scores into probabilities itself, and {layer} has already done so: with {activation} twice the network learns slowly and never grows sure. Leave {layer} out.</source>
        <translation>“{loss}”自己会把得分换算成概率，而“{layer}”已经换算过了：用了两次 {activation}，网络学得慢，也总是不够肯定。请去掉“{layer}”。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/last_activation.py"/>
        <source>{loss} takes scores of any size, and {activation} at the end lets hardly any below zero through. Leave {layer} out.</source>
        <translation>“{loss}”接收任意大小的得分，而末尾的 {activation} 几乎不让小于零的得分通过。请去掉“{layer}”。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/last_activation.py"/>
        <source>{loss} is set to take probabilities, but {layer} gives numbers of any size. Let it take scores, or put a sigmoid at the end.</source>
        <translation>“{loss}”设为接收概率，而“{layer}”给出任意大小的数。请让它接收得分，或在末尾加上 sigmoid。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/last_activation.py"/>
        <source>Let the loss take scores</source>
        <translation>让损失接收得分</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/learning_rate.py"/>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/learning_rate.py"/>
        <source>A thousand times the usual rate makes the loss explode; a hundredth of it hardly moves the weights.</source>
        <translation>学习率是常用值的一千倍时，损失会爆炸；是百分之一时，权重几乎不动。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/learning_rate.py"/>
        <source>A learning rate of {rate} is very small for {optimizer}: {usual} is usual. The weights will hardly move.</source>
        <translation>对 {optimizer} 来说，学习率 {rate} 太小，常用值是 {usual}。权重几乎不会变化。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/learning_rate.py"/>
        <source>A learning rate of {rate} is very large for {optimizer}: {usual} is usual. The loss will probably explode.</source>
        <translation>对 {optimizer} 来说，学习率 {rate} 太大，常用值是 {usual}。损失很可能会爆炸。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/learning_rate.py"/>
        <source>Set the learning rate to {rate}</source>
        <translation>学习率设为 {rate}</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/linear_stack.py"/>
        <source>No activation between layers</source>
        <translation>层之间没有激活</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/linear_stack.py"/>
        <source>Two linear layers in a row can do no more than one: an activation between them makes the difference.</source>
        <translation>两个相连的线性层能做的，一个线性层也能做到：中间的激活才带来差别。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/linear_stack.py"/>
        <source>Between {first} and {second} there is no activation, so the two can do no more than one layer could. Put an activation such as ReLU between them.</source>
        <translation>“{first}”与“{second}”之间没有激活，因此两层能做的，一层也能做到。请在中间加上激活，例如 ReLU。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/lost_edges.py"/>
        <source>Lost edges</source>
        <translation>丢失的边缘</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/lost_edges.py"/>
        <source>Where the stride does not divide the size, the last rows and columns are never looked at.</source>
        <translation>步幅不能整除大小时，最后几行和几列永远不会被看到。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/lost_edges.py"/>
        <source>The windows of {layer} do not reach the end of its input, {shape}: {lost} cells of its {axes} are never looked at. Pad the input, or choose a size that fits.</source>
        <translation>“{layer}”的窗口到不了输入（{shape}）的末端：其{axes}方向有 {lost} 格永远不会被看到。请给输入加上填充，或选择能整除的大小。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/lost_edges.py"/>
        <source>Set the padding of {layer} to "same"</source>
        <translation>把 {layer} 的填充设为“相同（same）”</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/memory.py"/>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/memory.py"/>
        <source>Weights, activations and gradients of a batch must fit into the memory that is free.</source>
        <translation>可用内存必须放得下权重以及一批样本的激活和梯度。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/memory.py"/>
        <source>This network needs {needed} for batches of {batch} samples, and {free} are free. Take a smaller batch, smaller pictures, or fewer channels or units.</source>
        <translation>每批 {batch} 个样本时，该网络需要 {needed} 内存，而可用的只有 {free}。请减小批大小、缩小图片，或减少通道或单元。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/no_parameters.py"/>
        <source>Nothing to learn</source>
        <translation>没有可学习的参数</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/no_parameters.py"/>
        <source>Training changes weights; a network without any stays as it is.</source>
        <translation>训练改变的是权重；没有权重的网络不会有任何变化。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/no_parameters.py"/>
        <source>No layer of this network has weights, so there is nothing that training could change. Add a dense layer or a convolution.</source>
        <translation>这个网络的各层都没有权重，训练没有可以改变的东西。请添加全连接层或卷积层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/one_input.py"/>
        <source>Input layer</source>
        <translation>输入层</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/one_input.py"/>
        <source>The data enters a network in one place.</source>
        <translation>数据从一处进入网络。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/one_input.py"/>
        <source>A network needs exactly one Input layer. This one has {count}.</source>
        <translation>网络必须恰好有一个输入层。这个网络有 {count} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/one_input.py"/>
        <source>Put {other} in the place of {layer}</source>
        <translation>用 {other} 代替 {layer}</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>Number of outputs</source>
        <translation>输出的个数</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>The last layer gives a flat row with a number for each class or value that is to be predicted.</source>
        <translation>最后一层输出展平的一行数，每个类别或每个待预测的值对应一个数。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>The loss needs a flat output. {layer} gives {shape}. Put Flatten and Dense at the end.</source>
        <translation>损失需要展平的输出，而“{layer}”给出 {shape}。请在末尾加上展平层和全连接层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>The data has {wanted} classes or values to predict, but {layer} gives {given} outputs. Give the last Dense layer {wanted} units.</source>
        <translation>数据有 {wanted} 个类别或待预测的值，而“{layer}”有 {given} 个输出。请把最后的全连接层设为 {wanted} 个单元。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>Cross-entropy compares classes, and {layer} gives one output. Choose binary cross-entropy, or give the layer 2 units.</source>
        <translation>交叉熵用于比较多个类别，而“{layer}”只有一个输出。请改用二元交叉熵，或把该层设为 2 个单元。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>Give {layer} {count} units</source>
        <translation>把 {layer} 设为 {count} 个单元</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>Give {layer} {count} channels</source>
        <translation>把 {layer} 设为 {count} 个通道</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>Add Dense</source>
        <translation>加上全连接层</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>Add Flatten and Dense</source>
        <translation>加上展平层和全连接层</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/outputs.py"/>
        <source>Use {thing}</source>
        <translation>使用 {thing}</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/saturation.py"/>
        <source>Saturation</source>
        <translation>饱和</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/saturation.py"/>
        <source>Sigmoid and softmax are flat where the answer is very wrong, and squared errors then teach almost nothing; cross-entropy makes up for it.</source>
        <translation>回答错得很远时，sigmoid 和 softmax 处于平坦区，平方误差几乎教不了它们什么；交叉熵正好弥补这一点。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/saturation.py"/>
        <source>{activation} is flat where it is very wrong, so that squared errors teach it little just there. Cross-entropy escapes this.</source>
        <translation>{activation} 在错得很远的地方是平坦的，平方误差恰恰在那里教得最少。交叉熵没有这个问题。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/shapes.py"/>
        <source>Shapes</source>
        <translation>形状</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/shapes.py"/>
        <source>What comes into a layer must fit it: a dense layer wants a flat row, a convolution wants channels.</source>
        <translation>进入一个层的数据必须符合它的要求：全连接层要展平的一行数，卷积层要通道。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/shapes.py"/>
        <source>Link {source} to {target}</source>
        <translation>把 {source} 连接到 {target}</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/targets.py"/>
        <source>Loss and targets</source>
        <translation>损失与目标</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/targets.py"/>
        <source>Losses between classes want targets from 0 to 1.</source>
        <translation>用于分类的损失要求目标在 0 到 1 之间。</translation>
    </message>
    <message>
        <location filename="../../lab/document/advice/targets.py"/>
        <source>{loss} compares probabilities, but the data's targets are numbers of any size. Take mean squared error to predict numbers.</source>
        <translation>“{loss}”比较的是概率，而数据的目标是任意大小的数。预测数值请用均方误差。</translation>
    </message>
    <message>
        <location filename="../../lab/document/archive.py"/>
        <source>Its part {member} is missing. Open an earlier copy of the file.</source>
        <translation>文件缺少 {member} 部分。请打开该文件的较早副本。</translation>
    </message>
    <message>
        <location filename="../../lab/document/archive.py"/>
        <source>It is damaged or was not saved completely ({detail}). Open an earlier copy of the file.</source>
        <translation>文件已损坏或没有完整保存（{detail}）。请打开该文件的较早副本。</translation>
    </message>
    <message>
        <location filename="../../lab/document/archive.py"/>
        <source>It is not a network of CNN Lab. Choose a file that CNN Lab has saved.</source>
        <translation>它不是 CNN Lab 的网络。请选择由 CNN Lab 保存的文件。</translation>
    </message>
    <message>
        <location filename="../../lab/document/archive.py"/>
        <source>It has parts that no network of CNN Lab has. Choose a file that CNN Lab has saved.</source>
        <translation>它含有 CNN Lab 网络中不存在的部分。请选择由 CNN Lab 保存的文件。</translation>
    </message>
    <message>
        <location filename="../../lab/document/archive.py"/>
        <source>It has a part called "{member}", which no network of CNN Lab has. Choose a file that CNN Lab has saved.</source>
        <translation>它含有名为“{member}”的部分，CNN Lab 的网络没有这一部分。请选择由 CNN Lab 保存的文件。</translation>
    </message>
    <message>
        <location filename="../../lab/document/archive.py"/>
        <source>Its part {member} would unpack from {packed} to {size}, which no network of CNN Lab does. Do not open this file.</source>
        <translation>其中 {member} 部分会从 {packed} 解压成 {size}，CNN Lab 的网络不会这样。请不要打开此文件。</translation>
    </message>
    <message>
        <location filename="../../lab/document/archive.py"/>
        <source>Its part {member} has {size}; at most {limit} are allowed. Make the network smaller.</source>
        <translation>其中 {member} 部分有 {size}，最多允许 {limit}。请缩小网络。</translation>
    </message>
    <message>
        <location filename="../../lab/document/association/__init__.py"/>
        <source>The system refuses: {detail}.</source>
        <translation>系统拒绝了操作：{detail}。</translation>
    </message>
    <message>
        <location filename="../../lab/document/association/__init__.py"/>
        <source>Files that end with {suffix} open with CNN Lab from now on. To take that back: python -m lab associate --remove</source>
        <translation>今后，以 {suffix} 结尾的文件用 CNN Lab 打开。如要取消：python -m lab associate --remove</translation>
    </message>
    <message>
        <location filename="../../lab/document/association/__init__.py"/>
        <source>Files that end with {suffix} no longer open with CNN Lab.</source>
        <translation>以 {suffix} 结尾的文件不再用 CNN Lab 打开。</translation>
    </message>
    <message>
        <location filename="../../lab/document/association/__init__.py"/>
        <source>macOS opens files only with applications that are bundles (.app), and CNN Lab runs from Python here. Open a file from the File menu, by dropping it on the window, or with "main.py FILE".</source>
        <translation>macOS 只能用应用程序包（.app）打开文件，而这里的 CNN Lab 由 Python 运行。请从“文件”菜单打开文件，把文件拖到窗口上，或使用“main.py 文件”。</translation>
    </message>
    <message>
        <location filename="../../lab/document/block_files.py"/>
        <source>It is not a block of CNN Lab. Choose a file that CNN Lab has saved.</source>
        <translation>它不是 CNN Lab 的模块。请选择由 CNN Lab 保存的文件。</translation>
    </message>
    <message>
        <location filename="../../lab/document/block_files.py"/>
        <source>It was saved by a newer CNN Lab. Update CNN Lab to open it.</source>
        <translation>它是由较新的 CNN Lab 保存的。请更新 CNN Lab 后再打开。</translation>
    </message>
    <message>
        <location filename="../../lab/document/block_files.py"/>
        <source>It is larger than any block of CNN Lab.</source>
        <translation>它比 CNN Lab 的任何模块都大。</translation>
    </message>
    <message>
        <location filename="../../lab/document/block_files.py"/>
        <source>There already is a block called "{title}". Choose another name.</source>
        <translation>已有名为“{title}”的模块。请换一个名称。</translation>
    </message>
    <message>
        <location filename="../../lab/document/block_files.py"/>
        <source>{file} cannot be deleted: {reason}.</source>
        <translation>无法删除 {file}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>y = f(f(… f(x))): a part of a network as one layer, one after the other as often as it repeats. Every repetition has weights of its own.</source>
        <translation>y = f(f(… f(x)))：把网络的一部分当作一个层，重复几次就首尾相接几个。每次重复都有各自的权重。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>Block</source>
        <translation>模块</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>Repetitions</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>How often the inside stands there, one after the other</source>
        <translation>内部的结构首尾相接，重复多少次</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>The block "{title}" is empty. A block needs at least one layer.</source>
        <translation>模块“{title}”是空的。模块至少要有一个层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>Blocks can stand inside each other {most} deep, no deeper.</source>
        <translation>模块最多只能嵌套 {most} 层深。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>Only a block with one input can repeat. "{title}" has {count}.</source>
        <translation>只有一个输入的模块才能重复，而“{title}”有 {count} 个输入。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>The name "{name}" is taken. Give the knob another one.</source>
        <translation>名称“{name}”已被使用。请给旋钮换一个名称。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>{layer} in the block "{title}" leads nowhere. Open the block, and link it on or delete it.</source>
        <translation>模块“{title}”中的“{layer}”没有去向。请打开模块，继续连接或删除它。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>An input of the block "{title}" leads nowhere. Open the block and link it on.</source>
        <translation>模块“{title}”有一个输入没有去向。请打开模块并继续连接。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>"{id}" cannot be the id of a layer.</source>
        <translation>“{id}”不能作为层的标识。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>{layer} cannot stand in a block: data starts there, and a block gets its data from outside.</source>
        <translation>“{layer}”不能放在模块里：数据从那里开始，而模块的数据来自外部。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>The block "{title}" has no output.</source>
        <translation>模块“{title}”没有输出。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>The block "{title}" has no input.</source>
        <translation>模块“{title}”没有输入。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>A place in "{id}" is fed twice by the block.</source>
        <translation>模块向“{id}”的同一个输入送了两次数据。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>{layer} in repetition {number} of the block "{title}": {reason}</source>
        <translation>模块“{title}”第 {number} 次重复中的“{layer}”：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>{layer} in the block "{title}": {reason}</source>
        <translation>模块“{title}”中的“{layer}”：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>A block has one output. {count} layers here lead nowhere.</source>
        <translation>模块只有一个输出，而这里有 {count} 个层没有去向。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>A link in a block leads to "{id}", which is no layer.</source>
        <translation>模块中有一条连线通向“{id}”，但它不是层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/blocks.py"/>
        <source>The links in a block run in a circle. Data can only flow forward.</source>
        <translation>模块中的连线形成了环。数据只能向前流动。</translation>
    </message>
    <message>
        <location filename="../../lab/document/changes.py"/>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <location filename="../../lab/document/changes.py"/>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <location filename="../../lab/document/changes.py"/>
        <source>Optimiser</source>
        <translation>优化器</translation>
    </message>
    <message>
        <location filename="../../lab/document/changes.py"/>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <location filename="../../lab/document/changes.py"/>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <location filename="../../lab/document/clipboard.py"/>
        <source>There are no layers on the clipboard. Choose layers, copy them, then paste them here.</source>
        <translation>剪贴板中没有层。请先选择并复制层，再粘贴到这里。</translation>
    </message>
    <message>
        <location filename="../../lab/document/clipboard.py"/>
        <source>These layers were copied from a newer version of CNN Lab. Update this one to paste them.</source>
        <translation>这些层是从较新版本的 CNN Lab 复制的。请更新后再粘贴。</translation>
    </message>
    <message>
        <location filename="../../lab/document/clipboard.py"/>
        <source>The copied layers cannot be pasted. {reason} Copy them again.</source>
        <translation>无法粘贴复制的层。{reason}请重新复制。</translation>
    </message>
    <message>
        <location filename="../../lab/document/clipboard.py"/>
        <source>The copied layers are damaged. Copy them again.</source>
        <translation>复制的层已损坏。请重新复制。</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Add {layer}</source>
        <translation>添加 {layer}</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Add note</source>
        <translation>添加便笺</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Add {count} layers</source>
        <translation>添加 {count} 个层</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Delete {count} layers</source>
        <translation>删除 {count} 个层</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Delete link</source>
        <translation>删除连线</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Delete note</source>
        <translation>删除便笺</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Link layers</source>
        <translation>连接层</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Move layers</source>
        <translation>移动层</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Move note</source>
        <translation>移动便笺</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Change a setting</source>
        <translation>更改设置</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Change {field} of {layer}</source>
        <translation>更改 {layer} 的{field}</translation>
    </message>
    <message>
        <location filename="../../lab/document/commands.py"/>
        <source>Rename layer</source>
        <translation>重命名层</translation>
    </message>
    <message>
        <location filename="../../lab/document/curves.py"/>
        <source>Its curves (history.json) belong to other layers than the network has. Open an earlier copy.</source>
        <translation>文件中的曲线（history.json）与网络的层不对应。请打开较早的副本。</translation>
    </message>
    <message>
        <location filename="../../lab/document/curves.py"/>
        <source>Its part {member} is damaged ({detail}). Open an earlier copy of the file.</source>
        <translation>其中 {member} 部分已损坏（{detail}）。请打开该文件的较早副本。</translation>
    </message>
    <message>
        <location filename="../../lab/document/decoding.py"/>
        <source>{one} {two}</source>
        <translation>{one}{two}</translation>
    </message>
    <message>
        <location filename="../../lab/document/decoding.py"/>
        <source>{one} There are {count} more such problems.</source>
        <translation>{one}类似的问题还有 {count} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/document/decoding.py"/>
        <source>A setting of {label} is not allowed: {reason}</source>
        <translation>“{label}”的一项设置不允许：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/document/decoding.py"/>
        <source>{reason} A newer version of CNN Lab may know it: update to open this file.</source>
        <translation>{reason}较新版本的 CNN Lab 也许支持：请更新后再打开此文件。</translation>
    </message>
    <message>
        <location filename="../../lab/document/decoding.py"/>
        <source>{detail}.</source>
        <translation>{detail}。</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>{layer} takes no input, so it cannot stand between two layers.</source>
        <translation>“{layer}”没有输入，不能放在两个层之间。</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Insert {layer}</source>
        <translation>插入 {layer}</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Move link</source>
        <translation>移动连线</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Duplicate {layer}</source>
        <translation>创建 {layer} 的副本</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Duplicate {count} layers</source>
        <translation>创建 {count} 个层的副本</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Duplicate note</source>
        <translation>创建便笺的副本</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Paste {layer}</source>
        <translation>粘贴 {layer}</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Paste {count} layers</source>
        <translation>粘贴 {count} 个层</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Paste note</source>
        <translation>粘贴便笺</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Delete {layer} and join</source>
        <translation>删除 {layer} 并接通</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Change note</source>
        <translation>修改便笺</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Resize note</source>
        <translation>调整便笺大小</translation>
    </message>
    <message>
        <location filename="../../lab/document/edits.py"/>
        <source>Arrange layers</source>
        <translation>排列层</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>It is a device or a pipe. Choose a file that CNN Lab has saved.</source>
        <translation>这是设备或管道。请选择由 CNN Lab 保存的文件。</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>{file} cannot be opened. {reason}</source>
        <translation>无法打开 {file}。{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>{file} was not saved. {reason}</source>
        <translation>{file} 没有保存。{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>The numbers of "{name}" are missing in it ({count} in all). Open an earlier copy of the file.</source>
        <translation>文件中缺少“{name}”的数值（共缺 {count} 处）。请打开该文件的较早副本。</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>Its picture is no PNG file. Open an earlier copy of the file.</source>
        <translation>其中的图片不是 PNG 文件。请打开该文件的较早副本。</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>It could not be opened again: {reason}</source>
        <translation>保存后无法再次打开：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>The network would not be the same when it is opened again.</source>
        <translation>再次打开后，网络会与现在不同。</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>The numbers "{name}" are not of type float32.</source>
        <translation>数值“{name}”不是 float32 类型。</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>The weights "{name}" are {given}, but the network needs {wanted}.</source>
        <translation>权重“{name}”的形状是 {given}，而网络需要 {wanted}。</translation>
    </message>
    <message>
        <location filename="../../lab/document/files.py"/>
        <source>The optimiser's numbers "{name}" belong to no weights of the network.</source>
        <translation>优化器的数值“{name}”不对应网络中的任何权重。</translation>
    </message>
    <message>
        <location filename="../../lab/document/folding.py"/>
        <source>Choose the layers that are to become a block.</source>
        <translation>请选择要组成模块的层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/folding.py"/>
        <source>{layer} cannot be folded: data starts there. Choose the layers after it.</source>
        <translation>“{layer}”不能折叠：数据从那里开始。请选择它后面的层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/folding.py"/>
        <source>Fold {count} layers</source>
        <translation>折叠 {count} 个层</translation>
    </message>
    <message>
        <location filename="../../lab/document/folding.py"/>
        <source>{layer} is no block, so there is nothing to unfold.</source>
        <translation>“{layer}”不是模块，没有可展开的内容。</translation>
    </message>
    <message>
        <location filename="../../lab/document/folding.py"/>
        <source>Unfolding {layer} would put {count} layers onto the canvas; at most {most} are clear there. Let it repeat less often first.</source>
        <translation>展开“{layer}”会在画布上放 {count} 个层，而画布上最多能看清 {most} 个。请先减少它的重复次数。</translation>
    </message>
    <message>
        <location filename="../../lab/document/folding.py"/>
        <source>Unfold {layer}</source>
        <translation>展开 {layer}</translation>
    </message>
    <message>
        <location filename="../../lab/document/folding.py"/>
        <source>A block has one output, but data leaves these layers at {layers}. Choose layers that end in one, or merge their outputs first.</source>
        <translation>模块只有一个输出，而数据从 {layers} 多处离开这些层。请选择汇合为一个输出的层，或先合并它们的输出。</translation>
    </message>
    <message>
        <location filename="../../lab/document/folding.py"/>
        <source>A way leaves these layers by {layer} and comes back to {back}. Choose what lies between as well.</source>
        <translation>有一路从“{layer}”离开这些层，又回到“{back}”。请把中间的层也一起选上。</translation>
    </message>
    <message>
        <location filename="../../lab/document/format.py"/>
        <source>It does not say which version of the format it has. Open an earlier copy.</source>
        <translation>文件没有注明格式版本。请打开较早的副本。</translation>
    </message>
    <message>
        <location filename="../../lab/document/format.py"/>
        <source>It was saved by a newer CNN Lab ({program}, format {version}; this one reads up to {known}). Update CNN Lab to open it.</source>
        <translation>它是由较新的 CNN Lab 保存的（{program}，格式 {version}；当前版本最高可读 {known}）。请更新 CNN Lab 后再打开。</translation>
    </message>
    <message>
        <location filename="../../lab/document/format.py"/>
        <source>Two notes have the id "{id}".</source>
        <translation>有两个便笺的标识都是“{id}”。</translation>
    </message>
    <message>
        <location filename="../../lab/document/format.py"/>
        <source>run</source>
        <translation>训练</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>There is no layer with the id "{id}".</source>
        <translation>没有标识为“{id}”的层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>There is no note with the id "{id}".</source>
        <translation>没有标识为“{id}”的便笺。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>A link from {source} to {target} would close a circle. Data can only flow forward.</source>
        <translation>从 {source} 到 {target} 的连线会形成环。数据只能向前流动。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>{target} takes no input: data starts there.</source>
        <translation>“{target}”没有输入：数据从那里开始。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>{target} takes no input: it is the same for every sample.</source>
        <translation>“{target}”没有输入：它对每个样本都相同。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>{target} has {count} input ports. Port {port} does not exist.</source>
        <translation>“{target}”有 {count} 个输入端口，没有端口 {port}。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>This input of {target} already has a link. Remove that link first, or merge the two with Add or Concatenate.</source>
        <translation>“{target}”的这个输入已有连线。请先删除那条连线，或用“相加”或“拼接”把两路合并。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>There is already a layer with the id "{id}".</source>
        <translation>已经有标识为“{id}”的层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>{node} still has links. Remove them first.</source>
        <translation>“{node}”还有连线。请先删除这些连线。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>There is no such link from {source}.</source>
        <translation>没有从 {source} 出发的这条连线。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>There is already a note with the id "{id}".</source>
        <translation>已经有标识为“{id}”的便笺。</translation>
    </message>
    <message>
        <location filename="../../lab/document/graph.py"/>
        <source>The network would have {count} layers; at most {most} are possible. Repeat its blocks less often, or take layers out.</source>
        <translation>网络会有 {count} 个层，而最多只能有 {most} 个。请减少模块的重复次数，或去掉一些层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/hidden_layers.py"/>
        <source>Depth and width can be chosen for layers in one row, with a hidden dense layer before the last one. This network is another.</source>
        <translation>选择深度和宽度，要求各层排成一串，并且最后一层之前有全连接的隐藏层。这个网络不是这样。</translation>
    </message>
    <message>
        <location filename="../../lab/document/knobs.py"/>
        <source>A name must be a text of at most {longest} characters, without {{ and }}.</source>
        <translation>名称最多 {longest} 个字符，不能含有 {{ 和 }}。</translation>
    </message>
    <message>
        <location filename="../../lab/document/knobs.py"/>
        <source>The knob "{knob}" sets nothing.</source>
        <translation>旋钮“{knob}”没有设置任何东西。</translation>
    </message>
    <message>
        <location filename="../../lab/document/knobs.py"/>
        <source>The knob "{knob}" sets {field} of {node}, which is no number there.</source>
        <translation>旋钮“{knob}”设置“{node}”的{field}，而它在那里不是数。</translation>
    </message>
    <message>
        <location filename="../../lab/document/knobs.py"/>
        <source>A factor of the knob "{knob}" is not above 0.</source>
        <translation>旋钮“{knob}”有一个系数不大于 0。</translation>
    </message>
    <message>
        <location filename="../../lab/document/knobs.py"/>
        <source>No number is allowed in all settings of the knob "{knob}".</source>
        <translation>没有一个数能同时满足旋钮“{knob}”的各项设置。</translation>
    </message>
    <message>
        <location filename="../../lab/document/network_format.py"/>
        <source>Its blocks stand inside each other more than {most} deep, which cannot be.</source>
        <translation>其中的模块嵌套超过 {most} 层，这是不允许的。</translation>
    </message>
    <message>
        <location filename="../../lab/document/network_format.py"/>
        <source>It has layers of the kind "{kind}", which this version of CNN Lab does not know. A newer version may: update CNN Lab to open it.</source>
        <translation>它含有“{kind}”类型的层，当前版本的 CNN Lab 不认识。较新版本也许支持：请更新 CNN Lab 后再打开。</translation>
    </message>
    <message>
        <location filename="../../lab/document/network_format.py"/>
        <source>Two layers have the id "{id}".</source>
        <translation>有两个层的标识都是“{id}”。</translation>
    </message>
    <message>
        <location filename="../../lab/document/network_format.py"/>
        <source>{layer} is a block and something else at the same time.</source>
        <translation>“{layer}”既是模块，又是别的东西。</translation>
    </message>
    <message>
        <location filename="../../lab/document/network_format.py"/>
        <source>The block "{title}" cannot be: {reason}</source>
        <translation>模块“{title}”不成立：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/document/network_format.py"/>
        <source>A link leads to "{id}", which is no layer.</source>
        <translation>有一条连线通向“{id}”，但它不是层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/network_format.py"/>
        <source>Its links run in a circle ({layers}); data can only flow forward.</source>
        <translation>文件中的连线形成了环（{layers}）；数据只能向前流动。</translation>
    </message>
    <message>
        <location filename="../../lab/document/opening.py"/>
        <source>Where data comes into the block: its shape is that of what arrives there in the network outside.</source>
        <translation>数据由此进入模块：它的形状就是外面网络中到达这里的数据的形状。</translation>
    </message>
    <message>
        <location filename="../../lab/document/opening.py"/>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <location filename="../../lab/document/opening.py"/>
        <source>What arrives here is not known yet. Look at what comes before the block.</source>
        <translation>还不知道这里的输入是什么。请检查模块前面的层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/opening.py"/>
        <source>A block needs at least one layer. It stays as it was until there is one.</source>
        <translation>模块至少要有一个层。在此之前，模块保持原样。</translation>
    </message>
    <message>
        <location filename="../../lab/document/opening.py"/>
        <source>Change a block</source>
        <translation>更改模块</translation>
    </message>
    <message>
        <location filename="../../lab/document/opening.py"/>
        <source>Change {layer}</source>
        <translation>更改 {layer}</translation>
    </message>
    <message>
        <location filename="../../lab/document/opening.py"/>
        <source>Change the inputs of {layer}</source>
        <translation>更改 {layer} 的输入</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Clipping</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Clip limit</source>
        <translation>裁剪上限</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Samples whose gradients are averaged for one step</source>
        <translation>每一步对多少个样本的梯度求平均</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>How often the run goes through the training samples</source>
        <translation>把训练样本完整学习多少遍</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Decides the initial weights, the order of the samples and dropout</source>
        <translation>决定初始权重、样本顺序和随机失活</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Share of the samples kept apart to watch for overfitting</source>
        <translation>留出多少比例的样本来观察过拟合</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Share of the samples kept for the final test</source>
        <translation>留出多少比例的样本作最终测试</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Decides which samples belong to which part</source>
        <translation>决定哪些样本划入哪一部分</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Limits the gradients before each update, against explosion</source>
        <translation>每次更新前限制梯度的大小，防止梯度爆炸</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>No clipping</source>
        <translation>不裁剪</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>By norm</source>
        <translation>按范数</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>By value</source>
        <translation>按数值</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Largest norm of all gradients together, or largest size of each</source>
        <translation>全部梯度总范数的上限，或每个梯度绝对值的上限</translation>
    </message>
    <message>
        <location filename="../../lab/document/setup.py"/>
        <source>Processor threads to train on; 0 chooses by the network's size</source>
        <translation>训练所用的处理器线程数；0 表示按网络大小自动选择</translation>
    </message>
    <message>
        <location filename="../../lab/document/shapes.py"/>
        <source>{layer} has no input. Drag from the right side of the layer before it to its left side.</source>
        <translation>“{layer}”没有输入。请从前一层的右侧拖到它的左侧。</translation>
    </message>
    <message>
        <location filename="../../lab/document/shapes.py"/>
        <source>{layer} merges at least {count} inputs and has {linked}. Drag another layer's output to it.</source>
        <translation>“{layer}”至少要合并 {count} 个输入，现在只有 {linked} 个。请把另一层的输出拖到它上面。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/backpropagation.py"/>
        <source>template</source>
        <translation>模板</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/backpropagation.py"/>
        <source>Three hidden layers of ten sigmoid neurons learn four samples by back-propagation with momentum.</source>
        <translation>三个隐藏层，各有十个 sigmoid 神经元，用带动量的反向传播学习四个样本。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/backpropagation.py"/>
        <source>Back-propagation with momentum through three hidden layers, on four samples. Press Train: the loss stays on a plateau while the small slopes of the sigmoids multiply, then it falls below 0.01. Compare the gradients of the first and the last layer, then open the same network with bipolar sigmoids.</source>
        <translation>用带动量的反向传播，训练三个隐藏层学习四个样本。按“训练”：sigmoid 的斜率很小，连乘之后损失先停在一个平台上，然后降到 0.01 以下。比较第一层和最后一层的梯度，再打开使用双极性 sigmoid 的同一网络。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/backpropagation_bipolar.py"/>
        <source>3-10-10-10-1, bipolar</source>
        <translation>3-10-10-10-1，双极性</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/backpropagation_bipolar.py"/>
        <source>Three hidden layers of ten bipolar sigmoid neurons learn four samples by back-propagation with momentum.</source>
        <translation>三个隐藏层，各有十个双极性 sigmoid 神经元，用带动量的反向传播学习四个样本。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/backpropagation_bipolar.py"/>
        <source>The same network with bipolar sigmoids: outputs between -1 and 1, with twice the slope and centred on zero. Press Train: there is hardly a plateau. Compare the loss and the gradients with those of the unipolar network.</source>
        <translation>同一个网络，改用双极性 sigmoid：输出在 -1 到 1 之间，斜率是原来的两倍，并且以零为中心。按“训练”：几乎没有平台。把损失和梯度与单极性的网络比较。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/digits.py"/>
        <source>Digits CNN</source>
        <translation>数字识别 CNN</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/digits.py"/>
        <source>A small CNN for handwritten digits of 8 × 8 pixels: two convolutions with pooling, then one dense layer.</source>
        <translation>识别 8 × 8 像素手写数字的小型 CNN：两个带池化的卷积层，再接一个全连接层。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/digits.py"/>
        <source>Press Train, then click a layer: under the network appear its kernels and what it makes of a digit. Follow one digit from left to right: the convolutions find strokes, pooling keeps the strongest, the last layer weighs them into one score for each class.</source>
        <translation>按“训练”，再点击一个层：网络下方会显示它的卷积核，以及它如何处理一个数字。从左到右跟着一个数字看：卷积找出笔画，池化保留最强的响应，最后一层把它们加权成每个类别的一个得分。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/global_pooling.py"/>
        <source>Global average pooling</source>
        <translation>全局平均池化</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/global_pooling.py"/>
        <source>One map for each class, and its mean is the class's score: no dense layer, 99 % of the drawn shapes right.</source>
        <translation>每个类别一张特征图，其平均值就是该类别的得分：没有全连接层，绘制图形的准确率为 99 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/global_pooling.py"/>
        <source>No dense layer: the last convolution makes one map for each class, and its mean is the score. Press Train, then choose the last convolution: its maps show where the network sees a class. The shapes stand anywhere, yet far fewer parameters than those of a dense layer suffice.</source>
        <translation>没有全连接层：最后的卷积为每个类别生成一张特征图，其平均值就是得分。按“训练”，然后选择最后的卷积层：从它的特征图可以看出网络在哪里看到了某个类别。图形可以在任意位置，而所需的参数比全连接层少得多。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/highway.py"/>
        <source>Highway network</source>
        <translation>高速公路网络</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/highway.py"/>
        <source>Residual networks</source>
        <translation>残差网络</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/highway.py"/>
        <source>Twenty highway layers, y = H(x) T(x) + x (1 - T(x)): 95 % of the test digits right, at a depth where dense layers alone learn nothing.</source>
        <translation>二十个高速公路层，y = H(x) T(x) + x (1 - T(x))：测试数字的准确率为 95 %，而同样深的普通全连接网络什么也学不到。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/highway.py"/>
        <source>A highway layer makes a new signal H and a gate T from its input x, and passes on H T + x (1 - T). The gates begin nearly shut (their first bias is -2), so that x is carried past. Press Train, double-click the block, and look how the gates open.</source>
        <translation>高速公路层由输入 x 产生新信号 H 和门控 T，输出 H T + x (1 - T)。门控一开始几乎关闭（初始偏置为 -2），因此 x 被直接带过去。按“训练”，双击模块，看门控怎样打开。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/highway.py"/>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/highway.py"/>
        <source>Highway layer</source>
        <translation>高速公路层</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/lenet5.py"/>
        <source>LeNet-5</source>
        <translation>LeNet-5</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/lenet5.py"/>
        <source>LeNet-5 for handwritten digits of 28 × 28 pixels (MNIST): 98.9 % of the test digits right after 5 epochs.</source>
        <translation>识别 28 × 28 像素手写数字（MNIST）的 LeNet-5：训练 5 轮后，测试准确率达 98.9 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/lenet5.py"/>
        <source>LeNet-5 read cheques in the 1990s. It needs the MNIST data: choose its folder under Data. Press Train: after 5 epochs about 99 of 100 test digits are right. Look at the six kernels of the first convolution, and at the digits that are still wrong.</source>
        <translation>LeNet-5 在 20 世纪 90 年代用于读取支票。它需要 MNIST 数据：请在“数据”中选择其文件夹。按“训练”：5 轮之后，100 个测试数字中约有 99 个正确。看看第一个卷积层的六个卷积核，以及仍然认错的数字。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/logistic.py"/>
        <source>Logistic regression</source>
        <translation>逻辑回归</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/logistic.py"/>
        <source>A single neuron with a sigmoid at its end, taught by gradient descent: AND, OR and NAND are learned, XOR is not.</source>
        <translation>单个神经元，末端是 sigmoid，用梯度下降训练：与、或、与非都能学会，异或不能。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/logistic.py"/>
        <source>The neuron of the perceptron with a sigmoid for its sign: the answer is a probability, and gradient descent can follow its slope. Press Train and look at the loss fall. With XOR as the logic gate under Data it stays at 0.69: one line cannot do better than answering 1/2 everywhere.</source>
        <translation>把感知机神经元的符号函数换成 sigmoid：回答变成概率，梯度下降可以沿它的斜率前进。按“训练”，看损失下降。在“数据”中把逻辑门换成异或，损失就停在 0.69：一条直线最多只能处处回答 1/2。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/mnist_dense.py"/>
        <source>Every pixel of a digit of 28 × 28 linked to 16 neurons, and these to 10: no convolution, yet 94 % right on MNIST.</source>
        <translation>28 × 28 数字图片的每个像素都连到 16 个神经元，再连到 10 个：没有卷积，在 MNIST 上也有 94 % 的准确率。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/mnist_dense.py"/>
        <source>No convolution: each of 16 neurons has a weight for every pixel of a digit. It needs the MNIST data: choose its folder under Data. Press Train: 94 % are right after 10 epochs. Look at the weights of the first dense layer as pictures, and compare with LeNet-5.</source>
        <translation>没有卷积：16 个神经元各自对数字的每个像素都有一个权重。它需要 MNIST 数据：请在“数据”中选择其文件夹。按“训练”：10 轮之后准确率为 94 %。把第一个全连接层的权重当作图片来看，并与 LeNet-5 比较。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/perceptron.py"/>
        <source>Perceptron</source>
        <translation>感知机</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/perceptron.py"/>
        <source>A single neuron with a sign at its end, taught by the perceptron rule: AND and OR in a few steps, XOR never.</source>
        <translation>单个神经元，末端是符号函数，用感知机规则训练：与、或几步就能学会，异或永远学不会。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/perceptron.py"/>
        <source>One neuron draws one line between yes and no. Press Train: it learns AND within a few steps, and then no weight moves any more. Choose OR or XOR as the logic gate under Data: the line for OR is found, for XOR there is none, and at most 3 of the 4 points are right.</source>
        <translation>一个神经元在“是”与“否”之间画一条直线。按“训练”：几步之内就学会“与”，此后权重不再变化。在“数据”中把逻辑门换成“或”或“异或”：“或”的直线找得到，“异或”则没有这样的直线，4 个点最多答对 3 个。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Plain network, 34 layers</source>
        <translation>普通网络，34 层</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>34 layers with weights in a row: too deep to learn the digits without shortcuts.</source>
        <translation>34 个带权重的层依次相连：没有捷径，太深了，学不会识别数字。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>33 convolutions in a row and no shortcut. Press Train: the loss stays where it is. The panel Gradient size by layer shows why: on its way back the gradient shrinks in every layer, and nothing of it arrives at the first. Then open Residual network, shortcut B: the same layers, with shortcuts.</source>
        <translation>33 个卷积层依次相连，没有捷径。按“训练”：损失停在原处。“各层梯度大小”面板说明了原因：梯度反向传播时逐层变小，到第一层已所剩无几。然后打开“残差网络，捷径 B”：层相同，但有捷径。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Stage 1</source>
        <translation>阶段 1</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Half the side</source>
        <translation>边长减半</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Stage 2</source>
        <translation>阶段 2</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Residual network, shortcut A</source>
        <translation>残差网络，捷径 A</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>34 layers with shortcuts that are the identity, filled up with zeros where the channels double: 97 % of the test digits right.</source>
        <translation>34 层，捷径为恒等，通道加倍处补零：测试数字的准确率为 97 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Shortcut A: past every two convolutions the signal also goes on as it is; where the channels double, zeros fill them up, without a weight. Press Train and look at the panel Gradient size by layer: the first layer gets as much as the last. Double-click a block to see inside.</source>
        <translation>捷径 A：每两个卷积旁，信号也原样直接传过去；通道加倍处用零补足，不用任何权重。按“训练”，看“各层梯度大小”面板：第一层得到的梯度与最后一层一样多。双击模块可看内部。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Residual network, shortcut B</source>
        <translation>残差网络，捷径 B</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>34 layers with shortcuts that are the identity, and a 1 × 1 convolution where the channels double: 98 % of the test digits right.</source>
        <translation>34 层，捷径为恒等，通道加倍处为 1 × 1 卷积：测试数字的准确率为 98 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Shortcut B: past every two convolutions the signal also goes on as it is; where the channels double, a convolution of 1 × 1 fits it. Press Train and look at the panel Gradient size by layer: the first layer gets as much as the last. Double-click a block to see inside.</source>
        <translation>捷径 B：每两个卷积旁，信号也原样直接传过去；通道加倍处用 1 × 1 卷积使其匹配。按“训练”，看“各层梯度大小”面板：第一层得到的梯度与最后一层一样多。双击模块可看内部。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Residual network, shortcut C</source>
        <translation>残差网络，捷径 C</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>34 layers with a 1 × 1 convolution on every shortcut: 91 % of the test digits right.</source>
        <translation>34 层，每条捷径上都有 1 × 1 卷积：测试数字的准确率为 91 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual.py"/>
        <source>Shortcut C: on every shortcut stands a convolution of 1 × 1, with weights of its own. It costs more and is no longer a free way for the gradient: compare the panel Gradient size by layer with that of shortcut B.</source>
        <translation>捷径 C：每条捷径上都有一个 1 × 1 卷积，带有各自的权重。代价更大，对梯度来说也不再畅通无阻：把“各层梯度大小”面板与捷径 B 的比较。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_1001.py"/>
        <source>Residual network, 1,001 layers</source>
        <translation>残差网络，1001 层</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_1001.py"/>
        <source>1,001 layers with weights, and it trains: depth is no obstacle where the shortcuts are free.</source>
        <translation>1001 个带权重的层，照样能训练：捷径畅通时，深度不是障碍。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_1001.py"/>
        <source>1,001 layers with weights: three stages of 111 blocks with three convolutions each. Only the blocks are drawn. Press Step and look at the panel Gradient size by layer: all of them are finite, from the last layer to the first. Then press Train: a step takes its time.</source>
        <translation>1001 个带权重的层：三个阶段，各有 111 个残差块，每块三个卷积。图中只画出模块。按“单步”，看“各层梯度大小”面板：从最后一层到第一层，所有梯度都是有限的。然后按“训练”：每一步都要花些时间。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_1001.py"/>
        <source>Stage 3</source>
        <translation>阶段 3</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Residual order 1: original</source>
        <translation>残差顺序 1：原始</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>The block of 2015: the addition comes before the last ReLU.</source>
        <translation>2015 年的残差块：先相加，最后才是 ReLU。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Order 1 of 5: convolution, batch norm, ReLU, convolution, batch norm, then the addition, and a ReLU after it. The shortcut is not quite free: each of these last ReLUs cuts off what is negative. Train all five orders and compare their loss.</source>
        <translation>五种顺序之一：卷积、批归一化、ReLU、卷积、批归一化，然后相加，再接 ReLU。捷径并非完全畅通：每个残差块末尾的 ReLU 都截去负的部分。把五种顺序都训练一遍，比较它们的损失。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Original</source>
        <translation>原始</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Residual order 2: BN after addition</source>
        <translation>残差顺序 2：相加后批归一化</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Batch norm after the addition: it changes the signal on the shortcut in every block.</source>
        <translation>批归一化放在相加之后：它在每个残差块中都改变捷径上的信号。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Order 2 of 5: batch norm stands after the addition, so that it acts on the shortcut as well, again in every block. Press Train: of the five orders this one learns least. The panel Gradient size by layer shows what it does to the way back.</source>
        <translation>五种顺序之二：批归一化在相加之后，因此也作用于捷径，每个残差块都如此。按“训练”：五种顺序中它学得最差。“各层梯度大小”面板显示了它对反向传播的影响。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>BN after addition</source>
        <translation>相加后批归一化</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Residual order 3: ReLU before addition</source>
        <translation>残差顺序 3：相加前 ReLU</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>ReLU before the addition: a branch can only add, never take away.</source>
        <translation>ReLU 放在相加之前：支路只能增加，不能减少。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Order 3 of 5: the ReLU stands before the addition. The shortcut is free, but a branch can only add what is positive: the signal grows from block to block. Look at the feature maps of the last repetition.</source>
        <translation>五种顺序之三：ReLU 在相加之前。捷径畅通，但支路只能加上正的部分：信号逐块增大。看看最后一次重复的特征图。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>ReLU before addition</source>
        <translation>相加前 ReLU</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Residual order 4: ReLU-only pre-activation</source>
        <translation>残差顺序 4：仅 ReLU 预激活</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>ReLU first, batch norm at the end of the branch.</source>
        <translation>ReLU 在最前，批归一化在支路末端。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Order 4 of 5: the ReLU opens the branch and batch norm closes it. The shortcut is free. But what enters the first convolution of each block has not been normalised.</source>
        <translation>五种顺序之四：支路以 ReLU 开头，以批归一化结尾。捷径畅通，但进入每个残差块第一个卷积的信号没有归一化。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>ReLU-only pre-activation</source>
        <translation>仅 ReLU 预激活</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Residual order 5: full pre-activation</source>
        <translation>残差顺序 5：完全预激活</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Batch norm and ReLU before each convolution: of the five orders the one that trains best in a deep network.</source>
        <translation>每个卷积之前都有批归一化和 ReLU：在深层网络中，是五种顺序中训练效果最好的。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Order 5 of 5, full pre-activation: batch norm and ReLU stand before each convolution, and nothing stands on the shortcut or after the addition. Train all five orders, each from the same seed: at this depth this one learns best.</source>
        <translation>五种顺序之五，完全预激活：每个卷积之前都有批归一化和 ReLU，捷径上和相加之后什么也没有。用同一个随机种子把五种顺序都训练一遍：在这样的深度，它学得最好。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_orders.py"/>
        <source>Full pre-activation</source>
        <translation>完全预激活</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 1: identity</source>
        <translation>捷径 1：恒等</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Nothing on the shortcut: of the six the one that trains best.</source>
        <translation>捷径上什么也没有：六种之中训练效果最好。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 1 of 6: nothing stands on it. The signal passes as it is, and so does the gradient on its way back. Train all six and compare their loss: whatever is put on the shortcut makes it worse.</source>
        <translation>六种捷径之一：上面什么也没有。信号原样通过，梯度反向传播时也是如此。把六种都训练一遍，比较它们的损失：捷径上无论放什么，效果都更差。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 2: constant scaling</source>
        <translation>捷径 2：常数缩放</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Half of the signal on the shortcut, half of the branch: over many blocks next to nothing is left of the first.</source>
        <translation>捷径上的信号取一半，支路也取一半：经过许多残差块，最初的信号几乎不剩。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 2 of 6: shortcut and branch are both halved before they are added. After ten blocks a thousandth of the first signal is left, and of the gradient on its way back as well.</source>
        <translation>六种捷径之二：捷径和支路都先减半再相加。经过十个残差块，最初的信号只剩千分之一，反向传播的梯度也是如此。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Constant scaling</source>
        <translation>常数缩放</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 3: exclusive gate</source>
        <translation>捷径 3：互斥门控</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>A gate shares out between branch and shortcut: y = g F(x) + (1 - g) x, as in a highway network.</source>
        <translation>门控在支路与捷径之间分配：y = g F(x) + (1 - g) x，与高速公路网络相同。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 3 of 6: a gate g, made by a convolution of 1 × 1 and a sigmoid, lets g of the branch through and 1 - g of the shortcut. It begins half open: after ten blocks a thousandth of the first signal is left.</source>
        <translation>六种捷径之三：由 1 × 1 卷积和 sigmoid 产生门控 g，支路通过 g，捷径通过 1 - g。一开始是半开的：经过十个残差块，最初的信号只剩千分之一。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Exclusive gate</source>
        <translation>互斥门控</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 4: gate on the shortcut</source>
        <translation>捷径 4：仅捷径门控</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>A gate on the shortcut alone: y = F(x) + (1 - g) x.</source>
        <translation>只在捷径上设门控：y = F(x) + (1 - g) x。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 4 of 6: a gate on the shortcut alone. The branch is left as it is. The gate begins half open: each block lets half of what came before it pass.</source>
        <translation>六种捷径之四：只在捷径上设门控，支路保持不变。门控一开始是半开的：每个残差块只让先前信号的一半通过。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Gate on the shortcut</source>
        <translation>仅捷径门控</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 5: 1 × 1 convolution</source>
        <translation>捷径 5：1 × 1 卷积</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>A convolution of 1 × 1 on every shortcut: more weights, and a worse way for the gradient.</source>
        <translation>每条捷径上都有 1 × 1 卷积：权重更多，梯度反而更难通过。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 5 of 6: a convolution of 1 × 1 stands on the shortcut. It could learn to be the identity, and has more weights than the identity; yet in a deep network it trains worse.</source>
        <translation>六种捷径之五：捷径上有 1 × 1 卷积。它能学成恒等，权重也比恒等多；但在深层网络中训练效果更差。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>1 × 1 convolution</source>
        <translation>1 × 1 卷积</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 6: dropout</source>
        <translation>捷径 6：随机失活</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Dropout on every shortcut: half of the signal is lost, block after block.</source>
        <translation>每条捷径上都有随机失活：信号逐块丢失一半。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Shortcut 6 of 6: dropout with rate 0.5 stands on the shortcut. While training, half of its numbers are lost in every block, others in every step: little of the first signal arrives at the end. It does not learn.</source>
        <translation>六种捷径之六：捷径上有丢弃率为 0.5 的随机失活。训练时，每个残差块丢弃一半的数，每一步丢弃的各不相同：最初的信号很少能到达末端。它学不会。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/residual_shortcuts.py"/>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>Form a: paths, added</source>
        <translation>形式 a：多路相加</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>Form b: paths, side by side</source>
        <translation>形式 b：多路拼接</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>Form c: groups</source>
        <translation>形式 c：分组</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>ResNeXt, form a: paths, added</source>
        <translation>ResNeXt，形式 a：多路相加</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>Eight narrow paths side by side in each block, added: 98 % of the test digits right.</source>
        <translation>每个模块有八条并列的窄支路，结果相加：测试数字的准确率为 98 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>Form a of 3: each block sends its input along eight narrow paths and adds what they give. The number of paths is the cardinality. Double-click the block to see them. Forms b and c compute the very same; ResNeXt, three forms shows it.</source>
        <translation>三种形式之 a：每个模块让输入通过八条窄支路，再把结果相加。支路的条数称为基数。双击模块可以看到它们。形式 b 和 c 计算的完全相同；“ResNeXt，三种形式”演示了这一点。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>ResNeXt, form b: paths, side by side</source>
        <translation>ResNeXt，形式 b：多路拼接</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>Eight narrow paths in each block, put side by side before one convolution: 98 % of the test digits right.</source>
        <translation>每个模块有八条窄支路，拼接后再做一个卷积：测试数字的准确率为 98 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>Form b of 3: the paths end early and are put side by side; one convolution of 1 × 1 does what the last ones of all paths did in form a. The sum over paths is now the sum over channels.</source>
        <translation>三种形式之 b：各支路提前结束并拼接起来；用一个 1 × 1 卷积完成形式 a 中各支路最后一个卷积的工作。对支路求和变成了对通道求和。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>ResNeXt, form c: groups</source>
        <translation>ResNeXt，形式 c：分组</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>A convolution in eight groups in each block: 98 % of the test digits right.</source>
        <translation>每个模块有一个分为八组的卷积：测试数字的准确率为 98 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext.py"/>
        <source>Form c of 3: one convolution with eight groups does the work of eight paths. Channels of different groups do not see each other. It is the form that is built: fewest layers, fastest.</source>
        <translation>三种形式之 c：一个分为八组的卷积完成八条支路的工作，不同组的通道互不相通。实际使用的就是这种形式：层最少，速度最快。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext_forms.py"/>
        <source>ResNeXt, three forms</source>
        <translation>ResNeXt，三种形式</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext_forms.py"/>
        <source>The three forms of the ResNeXt block on the same signal with the same weights: they give the same, and go on giving the same while they are trained.</source>
        <translation>对同一信号、用同样的权重计算 ResNeXt 模块的三种形式：结果相同，训练之后仍然相同。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/resnext_forms.py"/>
        <source>Forms a, b and c begin with the same weights. Behind them their differences are taken, a - b and a - c: choose one while it trains and read its numbers in Feature maps. They stay zero but for rounding: the three forms are one function. After Reset each draws weights of its own; open this template again to tie them.</source>
        <translation>形式 a、b、c 从同样的权重开始。它们后面计算差 a - b 和 a - c：训练时选择其中一个，在“特征图”中看它的数值。除舍入误差外始终为零：三种形式是同一个函数。“重置”之后，各自抽取自己的权重；再次打开此模板，可使权重重新一致。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/signals.py"/>
        <source>1-D CNN for signals</source>
        <translation>信号的一维 CNN</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/signals.py"/>
        <source>Three convolutions along time tell sines, squares, sawtooths, triangles, chirps and noise apart: 98 % right.</source>
        <translation>沿时间的三个卷积层区分正弦波、方波、锯齿波、三角波、线性调频信号和噪声：准确率 98 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/signals.py"/>
        <source>Convolution in one dimension: nine weights slide along a signal. Press Train: over 98 % of the test signals are right. Look at the kernels of the first layer: some smooth, some answer to jumps. Then raise the noise under Data and see which signals are confused first.</source>
        <translation>一维卷积：九个权重沿信号滑动。按“训练”：测试信号的准确率超过 98 %。看看第一层的卷积核：有的起平滑作用，有的对跳变有响应。然后在“数据”中增大噪声，看哪些信号最先被混淆。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/tutorial.py"/>
        <source>Tutorial CNN, 64 × 64</source>
        <translation>教程 CNN，64 × 64</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/tutorial.py"/>
        <source>One convolution, one pooling and one dense layer for colour pictures of 64 × 64 pixels in ten classes.</source>
        <translation>一个卷积层、一个池化层和一个全连接层，识别 64 × 64 像素、十个类别的彩色图片。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/tutorial.py"/>
        <source>The network of many first tutorials. 99.7 % of its parameters are in the dense layer: look at the numbers on the links. Press Train: over 90 % of the test pictures are right. Then set Variation to 1 under Data and train anew: the dense layer has to learn every shape at every place, and does not.</source>
        <translation>许多入门教程使用的网络。99.7 % 的参数在全连接层：看看连线上的数字。按“训练”：测试图片的准确率超过 90 %。然后在“数据”中把“变化程度”设为 1，重新训练：全连接层必须在每个位置上学会每种图形，它做不到。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/vgg.py"/>
        <source>Small VGG</source>
        <translation>小型 VGG</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/vgg.py"/>
        <source>Two convolutions of 3 × 3 pixels, then pooling, twice, then dense layers: 98.5 % of the test digits right.</source>
        <translation>两个 3 × 3 卷积加一次池化，重复两遍，再接全连接层：测试数字的准确率为 98.5 %。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/vgg.py"/>
        <source>The style of VGG: only kernels of 3 × 3 pixels, two in a row before each pooling, twice as many channels after it. Press Train and look at the feature maps from left to right: edges first, then strokes, then parts of digits.</source>
        <translation>VGG 的风格：只用 3 × 3 的卷积核，每次池化前连用两个，池化后通道数加倍。按“训练”，从左到右看特征图：先是边缘，然后是笔画，再后是数字的局部。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/weather.py"/>
        <source>Weather from a table</source>
        <translation>由表格预测天气</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/weather.py"/>
        <source>Predicts sun, clouds, rain or snow from temperature, humidity and pressure: 92 % right, and no forecast could be right more often.</source>
        <translation>由气温、湿度和气压预测晴、多云、雨或雪：准确率 92 %，任何预报都不可能更高。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/weather.py"/>
        <source>A table: each row has a temperature, a humidity and a pressure, and what the weather was. Batch norm brings the three to the same size, since degrees and hectopascals cannot be compared. Press Train: 92 % are right within a second, and chance in the data leaves no more. Drop a CSV file of your own on the window to use it.</source>
        <translation>一张表格：每行有气温、湿度和气压，以及当时的天气。度和百帕无法直接比较，批归一化把三者变到同样的大小。按“训练”：一秒之内准确率达到 92 %，数据中的偶然性使它不能再高。把您自己的 CSV 文件拖到窗口上即可使用。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/xor.py"/>
        <source>Exclusive or by three logistic neurons, 2-2-1: no single line separates the four points, two lines and an AND do.</source>
        <translation>用三个逻辑神经元（2-2-1）实现异或：一条直线分不开这四个点，两条直线加一个“与”就可以。</translation>
    </message>
    <message>
        <location filename="../../lab/document/templates/xor.py"/>
        <source>One line cannot separate the points of XOR, but three neurons can. Press Train and open the panel Plane: the two hidden neurons bend the plane until the two points of class 1 fall together, and one line is enough for the last neuron. Another seed may get stuck with one or two points wrong, in a local minimum.</source>
        <translation>一条直线分不开异或的四个点，三个神经元却可以。按“训练”，并打开“平面”面板：两个隐藏神经元把平面弯曲，直到类别 1 的两个点重合，最后的神经元用一条直线就能分开。换一个随机种子，可能会停在错一两个点的地方，即局部极小值。</translation>
    </message>
    <message>
        <location filename="../../lab/document/tensors.py"/>
        <source>its header claims {count} bytes</source>
        <translation>文件头声明了 {count} 字节</translation>
    </message>
    <message>
        <location filename="../../lab/document/tensors.py"/>
        <source>It has numbers called "{name}", which no layer of its network has.</source>
        <translation>它含有名为“{name}”的数值，但网络中没有层使用它。</translation>
    </message>
    <message>
        <location filename="../../lab/document/tensors.py"/>
        <source>The numbers "{name}" are of type {dtype}; only F32 is read.</source>
        <translation>数值“{name}”的类型是 {dtype}；只能读取 F32。</translation>
    </message>
    <message>
        <location filename="../../lab/document/tensors.py"/>
        <source>The numbers "{name}" are {given}, but the layer has {wanted}.</source>
        <translation>数值“{name}”的形状是 {given}，而该层是 {wanted}。</translation>
    </message>
    <message>
        <location filename="../../lab/document/tensors.py"/>
        <source>its arrays do not lie one after the other</source>
        <translation>其中的数组没有依次排列</translation>
    </message>
    <message>
        <location filename="../../lab/document/tensors.py"/>
        <source>{wanted} bytes of numbers, not {given}</source>
        <translation>应有 {wanted} 字节的数值，而不是 {given} 字节</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>There is a folder of this name. Choose another name.</source>
        <translation>已有同名的文件夹。请换一个名称。</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>There is no such file or folder. Look for it elsewhere.</source>
        <translation>没有这个文件或文件夹。请到别处查找。</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>It is a folder. Choose a file.</source>
        <translation>这是一个文件夹。请选择文件。</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>You may not read or write there. Choose another place, or ask for the right to.</source>
        <translation>没有读写该位置的权限。请选择其他位置，或申请权限。</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>This place can only be read. Choose another place to save.</source>
        <translation>该位置是只读的。请选择其他位置保存。</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>The disk is full. Make room, or save to another place.</source>
        <translation>磁盘已满。请腾出空间，或保存到其他位置。</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>Your share of the disk is full. Make room, or save to another place.</source>
        <translation>您的磁盘配额已用完。请腾出空间，或保存到其他位置。</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>The name is too long. Choose a shorter one.</source>
        <translation>名称太长。请换一个较短的名称。</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>There is not enough memory for it. Close other programs and try again.</source>
        <translation>内存不足。请关闭其他程序后重试。</translation>
    </message>
    <message>
        <location filename="../../lab/document/writing.py"/>
        <source>The system says: {detail}.</source>
        <translation>系统提示：{detail}。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/benchmark/sides.py"/>
        <source>The network that was to be timed diverges.</source>
        <translation>要计时的网络发散了。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/cross_validation.py"/>
        <source>The samples can be divided into 2 to {most} parts, since each part needs {what}. Received: {count}.</source>
        <translation>样本可以分成 2 到 {most} 份，因为每份都要有{what}。收到的是：{count}。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/cross_validation.py"/>
        <source>one of every class</source>
        <translation>每个类别的一个样本</translation>
    </message>
    <message>
        <location filename="../../lab/engine/cross_validation.py"/>
        <source>one</source>
        <translation>一个样本</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>the forward pass</source>
        <translation>前向传播</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>the loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>the backward pass</source>
        <translation>反向传播</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>the update</source>
        <translation>更新</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>It came in the update of the weights.</source>
        <translation>它出现在更新权重时。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>It came in {beat}, operation {number} of {count} ({kernel}).</source>
        <translation>它出现在{beat}中，第 {number}/{count} 个运算（{kernel}）。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>Training stopped at step {step}: {what} of {layer} is no longer a finite number. {where} {kept} {advice}</source>
        <translation>训练在第 {step} 步停止：“{layer}”的{what}已不是有限的数。{where}{kept}{advice}</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>the size of all gradients together</source>
        <translation>全部梯度的总范数</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>the gradient at the output</source>
        <translation>输出处的梯度</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>the output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>the gradient of {parameter}</source>
        <translation>参数 {parameter} 的梯度</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>{state} of {parameter}</source>
        <translation>{parameter} 的 {state}</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>the array {name}</source>
        <translation>数组 {name}</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>The weights from before this step are kept.</source>
        <translation>这一步之前的权重已保留。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>The weights are again those of the last moment when all was well.</source>
        <translation>权重已恢复到最近一次正常时的值。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>Try a tenth of the learning rate (now {rate}), or clip the gradients by norm.</source>
        <translation>请把学习率（现为 {rate}）降到十分之一，或按范数裁剪梯度。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/diagnosis.py"/>
        <source>Try a tenth of the learning rate (now {rate}).</source>
        <translation>请把学习率（现为 {rate}）降到十分之一。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/network.py"/>
        <source>There is no array {name}. There are: {known}.</source>
        <translation>没有数组 {name}。已有：{known}。</translation>
    </message>
    <message>
        <location filename="../../lab/engine/trainer.py"/>
        <source>No samples are left for training. Make the other parts smaller.</source>
        <translation>没有剩下用于训练的样本。请减小其他部分的比例。</translation>
    </message>
    <message>
        <location filename="../../lab/export/base.py"/>
        <source>The export was stopped. No file was written.</source>
        <translation>导出已中止，没有写入任何文件。</translation>
    </message>
    <message>
        <location filename="../../lab/export/base.py"/>
        <source>{file} holds weights, but no network. Open the network that they belong to, and import them into it; on the command line give it with --network.</source>
        <translation>{file} 只有权重，没有网络。请打开这些权重所属的网络，再导入到其中；在命令行中用 --network 指明该网络。</translation>
    </message>
    <message>
        <location filename="../../lab/export/card/results.py"/>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <location filename="../../lab/export/card/results.py"/>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <location filename="../../lab/export/card/results.py"/>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/activations.py"/>
        <source>The laboratory has no activation "{name}". The network is read without it.</source>
        <translation>CNN Lab 没有激活函数“{name}”。读入的网络不含它。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/activations.py"/>
        <source>An activation is needed here. This is {value}.</source>
        <translation>这里需要激活函数，而现在是 {value}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/arrays.py"/>
        <source>The shape of these data does not follow from the code.</source>
        <translation>从代码中无法得出这些数据的形状。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>a whole number</source>
        <translation>是整数</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>a number</source>
        <translation>是一个数</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>one or two whole numbers</source>
        <translation>是一个或两个整数</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>True or False</source>
        <translation>是逻辑值（True 或 False）</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>a text</source>
        <translation>是文字</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>whole numbers</source>
        <translation>是整数</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>{value}</source>
        <translation>是 {value}</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>Nothing but {name}={value} is possible in the laboratory, and was taken. The code says {given}.</source>
        <translation>在 CNN Lab 中只能是 {name}={value}，已按此处理。代码中写的是 {given}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>"{name}" must be {rule} here. This is {value}.</source>
        <translation>“{name}”在这里必须{rule}，而现在是 {value}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>The network needs the number "{name}". {reason} Write the number here.</source>
        <translation>网络需要数值“{name}”。{reason}请在这里直接写出数值。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>{name} has no argument called "{keyword}". Did you mean "{near}"?</source>
        <translation>{name} 没有名为“{keyword}”的参数。您要的是“{near}”吗？</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>{name} has no argument called "{keyword}". Take it out.</source>
        <translation>{name} 没有名为“{keyword}”的参数。请去掉它。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>{name} takes at most {count} arguments. Give the others by name.</source>
        <translation>{name} 最多接受 {count} 个按位置给出的参数。其余的请写明参数名。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>{name} needs the argument "{missing}".</source>
        <translation>{name} 缺少参数“{missing}”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/binding.py"/>
        <source>{name} is given an argument twice. Take one of them out.</source>
        <translation>{name} 的同一个参数给了两次。请去掉其中一个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/calls.py"/>
        <source>{name} is a ready-made network: its layers do not stand in this code. The network is read without it.</source>
        <translation>{name} 是现成的网络：它的层不在这段代码中。读入的网络不含它。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/calls.py"/>
        <source>There is no layer called "{name}". Did you mean "{near}"?</source>
        <translation>没有名为“{name}”的层。您要的是“{near}”吗？</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/calls.py"/>
        <source>The laboratory has no {name}. The network is read without it.</source>
        <translation>CNN Lab 没有 {name}。读入的网络不含它。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/definitions.py"/>
        <source>{name} is given more arguments than it takes.</source>
        <translation>给 {name} 的参数太多了。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/definitions.py"/>
        <source>{name} has no argument called "{keyword}".</source>
        <translation>{name} 没有名为“{keyword}”的参数。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/definitions.py"/>
        <source>The class {name} says nothing of what it computes. Give it "forward".</source>
        <translation>类 {name} 没有写明如何计算。请为它写出“forward”方法。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/definitions.py"/>
        <source>This is not known here.</source>
        <translation>这里无法识别。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/expressions.py"/>
        <source>This is not something that can be read without running the code.</source>
        <translation>不运行代码就无法读懂这里。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/expressions.py"/>
        <source>This cannot be computed here.</source>
        <translation>这里无法计算。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/finding.py"/>
        <source>The code makes {count} networks. {name} was taken, the last one.</source>
        <translation>代码中有 {count} 个网络。采用了最后一个，即 {name}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/finding.py"/>
        <source>The code makes {count} networks. {name}, which is trained, was taken.</source>
        <translation>代码中有 {count} 个网络。采用了其中被训练的 {name}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/finding.py"/>
        <source>{name} needs "{missing}", and the code never makes one. Add a line such as model = {name}(…).</source>
        <translation>{name} 需要“{missing}”，而代码从未创建它的对象。请加上一行，例如 model = {name}(…)。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/finding.py"/>
        <source>The code does not say how many classes there are. 10 were taken.</source>
        <translation>代码没有说明有多少个类别，这里取 10 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/flow.py"/>
        <source>{layer} cannot take so many inputs.</source>
        <translation>“{layer}”接受不了这么多输入。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_arguments.py"/>
        <source>{name}(…, {rows}, {columns}) is the old way to write a kernel of {rows} × {columns}, and was read so.</source>
        <translation>{name}(…, {rows}, {columns}) 是 {rows} × {columns} 卷积核的旧写法，已按此读取。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_common.py"/>
        <source>The rule for the first weights was not taken over everywhere. The laboratory's own (He) stands there.</source>
        <translation>初始权重的方法没有全部沿用，未沿用之处使用 CNN Lab 自己的方法（He）。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_common.py"/>
        <source>Keras regularises layer by layer. In the laboratory this is a setting of the optimiser, and acts on all weights.</source>
        <translation>Keras 对每个层分别设置正则化。在 CNN Lab 中，它是优化器的一项设置，对所有权重起作用。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_common.py"/>
        <source>The laboratory reads rows of numbers, signals and pictures: one to three sides. Here are {count}.</source>
        <translation>CNN Lab 能处理一行数、信号和图像，即一到三个维度，而这里有 {count} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_common.py"/>
        <source>The code leaves the size of the input open. {side} px were taken; change it at the input.</source>
        <translation>代码没有确定输入的大小，这里取 {side} 像素；可在输入层修改。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_common.py"/>
        <source>The shape of the input does not follow from the code. Write it in numbers, such as {name}=(64, 64, 3).</source>
        <translation>从代码中无法得出输入的形状。请用数字写明，例如 {name}=(64, 64, 3)。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_layers.py"/>
        <source>Padding must be "valid" or "same" in the laboratory. This is "{padding}".</source>
        <translation>在 CNN Lab 中，填充必须是“valid”或“same”，而这里是“{padding}”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_layers.py"/>
        <source>Of the odd pixel that a transposed convolution cuts off, Keras takes it from the end, and the laboratory from the beginning: its output is one pixel further on.</source>
        <translation>转置卷积要裁去奇数个像素时，多出的那一个，Keras 从末端裁，CNN Lab 从开头裁：输出因此错开一个像素。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_layers.py"/>
        <source>A Dense layer on pictures or signals works on the channels of each place by itself. That is a convolution of size 1, and so it stands here.</source>
        <translation>全连接层（Dense）用于图像或信号时，分别作用于每个位置的各个通道。这就是大小为 1 的卷积，因此这里写成卷积。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_models.py"/>
        <source>Model needs tensors: what Input() gave, and what the last layer gave.</source>
        <translation>Model 需要张量：Input() 给出的张量和最后一层给出的张量。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_pooling.py"/>
        <source>Batch norm always learns a scale in the laboratory; the code switches it off.</source>
        <translation>在 CNN Lab 中，批归一化总会学习缩放，而代码关闭了它。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_pooling.py"/>
        <source>Layer norm is over the channels of each place in Keras, and over all numbers of a sample in the laboratory.</source>
        <translation>Keras 的层归一化针对每个位置的各个通道，CNN Lab 的则针对一个样本的所有数。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>A ReLU with a threshold is not possible in the laboratory. Use a plain ReLU.</source>
        <translation>CNN Lab 的 ReLU 不能设阈值。请使用普通的 ReLU。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>PReLU learns a slope for each place in Keras, and one for each channel in the laboratory, as with shared_axes=[1, 2].</source>
        <translation>Keras 的 PReLU 为每个位置学习一个斜率；CNN Lab 的为每个通道学习一个，相当于 shared_axes=[1, 2]。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>{given} numbers arrive here, not {wanted}. Change one of the two.</source>
        <translation>到达这里的是 {given} 个数，而不是 {wanted} 个。请修改其中之一。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>The laboratory has rows of numbers, signals and pictures. This is another shape.</source>
        <translation>CNN Lab 有一行数、信号和图像三种形状，而这里是别的形状。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>Reshape fills pictures channel after channel here, and pixel after pixel in Keras: the numbers come to lie in other places.</source>
        <translation>重塑为图像时，这里逐通道填入，Keras 则逐像素填入：各数所在的位置会不同。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>Padding is given by whole numbers, such as (1, 1).</source>
        <translation>填充要用整数给出，例如 (1, 1)。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>The laboratory makes pictures larger by "nearest" or "bilinear".</source>
        <translation>CNN Lab 放大图像的方式是“nearest”或“bilinear”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>Tensors are needed here, in a list.</source>
        <translation>这里需要由张量组成的列表。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>Pictures lie between 0 and 1 in the laboratory, not between 0 and 255: Rescaling was taken so.</source>
        <translation>CNN Lab 中图像的数值在 0 到 1 之间，而不是 0 到 255：Rescaling 已按此处理。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>{name} changes the pictures at random while training. It was left out of the network.</source>
        <translation>{name} 在训练时随机改变图像。网络中没有包含它。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/keras_shapes.py"/>
        <source>Pictures come in one size here: {name} was left out.</source>
        <translation>这里的图像大小都相同：没有包含 {name}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/methods.py"/>
        <source>the class {name}, not an object of it</source>
        <translation>类 {name}，而不是它的对象</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/methods.py"/>
        <source>A layer is needed here. This is {value}.</source>
        <translation>这里需要一个层，而现在是 {value}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/operators.py"/>
        <source>A tensor and this do not go together here. Use tensors, or numbers that the code states.</source>
        <translation>张量与它不能这样一起计算。请使用张量，或代码中写明的数。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/operators.py"/>
        <source>The laboratory has no layer that computes this. Use +, -, * or /.</source>
        <translation>CNN Lab 没有能完成这种计算的层。请使用 +、-、* 或 /。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reader.py"/>
        <source>"{name}" is not defined in this code.</source>
        <translation>这段代码没有定义“{name}”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reader.py"/>
        <source>What {name} gives does not follow from the code.</source>
        <translation>从代码中无法得出 {name} 的结果。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reader.py"/>
        <source>What this gives does not follow from the code.</source>
        <translation>从代码中无法得出这里的结果。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reader.py"/>
        <source>{name} is not known here, and is left out.</source>
        <translation>这里无法识别 {name}，已略去。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reader.py"/>
        <source>This is not known here, and is left out.</source>
        <translation>这里无法识别，已略去。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reader.py"/>
        <source>{layer} is used twice, with the same weights. In the laboratory each place has its own.</source>
        <translation>“{layer}”用了两次，共用同一组权重。在 CNN Lab 中，每一处都有各自的权重。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reading.py"/>
        <source>The code goes on for too long to be followed. Keep only the network itself.</source>
        <translation>代码太长，无法逐步跟踪。请只保留网络本身。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reading.py"/>
        <source>The code goes on for too long here. It was followed up to this place.</source>
        <translation>这里的代码太长，只跟踪到此处为止。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reading.py"/>
        <source>There is no network in this code. It needs a Keras model, or PyTorch's nn.Sequential or a class made from nn.Module.</source>
        <translation>这段代码中没有网络。它需要 Keras 模型、PyTorch 的 nn.Sequential，或继承 nn.Module 的类。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reading.py"/>
        <source>The network has {count} outputs. The first was taken.</source>
        <translation>网络有 {count} 个输出，采用了第一个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/reading.py"/>
        <source>The network has no layers. Add some.</source>
        <translation>网络没有层。请添加一些层。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/setups.py"/>
        <source>The cross-entropy of the laboratory takes scores and does the softmax itself. So the softmax at the end was left out; the network learns the same.</source>
        <translation>CNN Lab 的交叉熵接收得分，并自己完成 softmax。因此略去了末尾的 softmax；网络学到的完全相同。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/setups.py"/>
        <source>No data set here has samples of {shape}. Choose your own in the toolbar.</source>
        <translation>这里没有样本为 {shape} 的数据集。请在工具栏中选择您自己的数据。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/slicing.py"/>
        <source>Of all samples ranges of channels, rows and columns can be taken here, such as x[:, :8].</source>
        <translation>这里可以从所有样本中取出一段通道、行或列，例如 x[:, :8]。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/slicing.py"/>
        <source>Axes are exchanged behind the batch here, each of them named once.</source>
        <translation>这里可以交换批轴之后的各轴，每个轴恰好写一次。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/statements.py"/>
        <source>The code raises an error here.</source>
        <translation>代码在这里会报错。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/statements.py"/>
        <source>Whether this holds does not follow from the code. It is read as if it did.</source>
        <translation>从代码中无法得出这个条件是否成立，已按成立处理。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/statements.py"/>
        <source>This loop makes layers {count} times; at most {most} are followed. Make it shorter.</source>
        <translation>这个循环 {count} 次创建层，而最多跟踪 {most} 次。请缩短循环。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/statements.py"/>
        <source>How often this loop runs does not follow from the code. Go through a list or a range.</source>
        <translation>从代码中无法得出这个循环的次数。请遍历列表或 range。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/statements.py"/>
        <source>This cannot be taken apart here.</source>
        <translation>这里无法拆开成多个值。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/syntax.py"/>
        <source>The text has {count} characters; {most} can be read. Keep only the lines that make the network.</source>
        <translation>文字共有 {count} 个字符，最多能读 {most} 个。请只保留构建网络的代码行。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/syntax.py"/>
        <source>This is no text: it holds null characters. Use a file of Python code.</source>
        <translation>这不是文字：其中含有空字符。请使用 Python 代码文件。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/syntax.py"/>
        <source>There are too many brackets in brackets here. Write it in several steps.</source>
        <translation>这里的括号嵌套太多。请分几步写。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/syntax.py"/>
        <source>The code is nested too deeply to be read. Write it in several steps.</source>
        <translation>代码嵌套太深，无法读取。请分几步写。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/syntax.py"/>
        <source>This does not look like Python. Paste the code itself, without what stands around it.</source>
        <translation>这不像是 Python 代码。请只粘贴代码本身，不要带上前后的内容。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/syntax.py"/>
        <source>Python cannot read this: {reason}. Look at brackets, quotes and indents here.</source>
        <translation>Python 读不懂这里：{reason}。请检查这里的括号、引号和缩进。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/tensors.py"/>
        <source>The shape of the network's input does not follow from the code.</source>
        <translation>从代码中无法得出网络输入的形状。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_functions.py"/>
        <source>The window is one or two whole numbers here.</source>
        <translation>这里的窗口要写成一个或两个整数。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_functions.py"/>
        <source>The laboratory makes pictures larger by a factor: give scale_factor.</source>
        <translation>CNN Lab 按倍数放大图像：请给出 scale_factor。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_functions.py"/>
        <source>Axes behind the batch are taken together here, such as dim=(2, 3).</source>
        <translation>这里要对批轴之后的轴合并计算，例如 dim=(2, 3)。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_functions.py"/>
        <source>No data flows here.</source>
        <translation>这里没有数据流过。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_functions.py"/>
        <source>Channels are joined here, or features: dim=1.</source>
        <translation>这里拼接的是通道或特征：dim=1。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_functions.py"/>
        <source>The laboratory has no layer that computes this.</source>
        <translation>CNN Lab 没有能完成这种计算的层。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_layers.py"/>
        <source>Padding is a whole number, one for each side, "same" or "valid".</source>
        <translation>填充是一个整数、每边一个整数、“same”或“valid”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_layers.py"/>
        <source>Group norm always learns a scale and a shift in the laboratory; the code's does not.</source>
        <translation>在 CNN Lab 中，组归一化总会学习缩放和平移，而代码中的没有。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_layers.py"/>
        <source>Layer norm learns a scale for each number in PyTorch, and for each channel in the laboratory.</source>
        <translation>PyTorch 的层归一化为每个数学习一个缩放，CNN Lab 的为每个通道学习一个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_modules.py"/>
        <source>Only all axes behind the batch can be made flat: start_dim=1, end_dim=-1.</source>
        <translation>只能把批轴之后的所有轴一起展平：start_dim=1, end_dim=-1。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_modules.py"/>
        <source>Only the axis behind the batch can be unfolded: dim=1.</source>
        <translation>只能拆开批轴之后的第一个轴：dim=1。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_modules.py"/>
        <source>nn.Sequential takes layers one after the other, not a list. Put a * before the list.</source>
        <translation>nn.Sequential 接收的是一个个层，而不是列表。请在列表前加上 *。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_reshaping.py"/>
        <source>Only all axes behind the batch can be made flat: start_dim=1.</source>
        <translation>只能把批轴之后的所有轴一起展平：start_dim=1。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_reshaping.py"/>
        <source>A shape is needed here.</source>
        <translation>这里需要形状。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_reshaping.py"/>
        <source>This is for one number of each sample; {count} arrive here. Write x.view(x.size(0), -1).</source>
        <translation>这要求每个样本只有一个数，而到达这里的有 {count} 个。请写 x.view(x.size(0), -1)。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_reshaping.py"/>
        <source>The batch must stay the first axis here: x.view(x.size(0), -1).</source>
        <translation>这里批轴必须保持为第一个轴：x.view(x.size(0), -1)。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_reshaping.py"/>
        <source>There is no such axis.</source>
        <translation>没有这个轴。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_reshaping.py"/>
        <source>The shape is not known here.</source>
        <translation>这里的形状未知。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_reshaping.py"/>
        <source>Only sides of one pixel can be taken away here. Use a global pooling before.</source>
        <translation>这里只能去掉长度为一个像素的轴。请先使用全局池化。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_reshaping.py"/>
        <source>The batch must stay the first axis here: x.permute(0, 2, 3, 1).</source>
        <translation>这里批轴必须保持为第一个轴：x.permute(0, 2, 3, 1)。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_reshaping.py"/>
        <source>The batch must stay the first axis here.</source>
        <translation>这里批轴必须保持为第一个轴。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_shapes.py"/>
        <source>This layer is written for {wanted} features; {given} arrive here. Change one of the two.</source>
        <translation>这个层按 {wanted} 个特征编写，而到达这里的有 {given} 个。请修改其中之一。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_shapes.py"/>
        <source>This layer is written for {wanted} channels; {given} arrive here. Change one of the two.</source>
        <translation>这个层按 {wanted} 个通道编写，而到达这里的有 {given} 个。请修改其中之一。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_shapes.py"/>
        <source>The size of the output is given by whole numbers here, such as (1, 1).</source>
        <translation>输出的大小在这里要用整数给出，例如 (1, 1)。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_shapes.py"/>
        <source>Pooling from {given} to {wanted} needs windows of several sizes. Choose a size that divides it.</source>
        <translation>从 {given} 池化到 {wanted} 需要大小不一的窗口。请选择能整除的大小。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_shapes.py"/>
        <source>The laboratory pads signals (left, right) and pictures (left, right, top, bottom).</source>
        <translation>CNN Lab 可以填充信号（左、右）和图像（左、右、上、下）。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/torch_training.py"/>
        <source>Its shape does not follow from the code.</source>
        <translation>从代码中无法得出它的形状。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/tracing.py"/>
        <source>Nothing comes out.</source>
        <translation>没有任何输出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/tracing.py"/>
        <source>The code does not say what size its input has. {shape} was taken; change it at the layer Input.</source>
        <translation>代码没有说明输入的大小，这里取 {shape}；可在输入层修改。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/tracing.py"/>
        <source>The code does not say what size its input has. {shape} is what its layers fit.</source>
        <translation>代码没有说明输入的大小，{shape} 与各层相符。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/tracing.py"/>
        <source>The code flattens pictures of {count} numbers. {shape} was taken.</source>
        <translation>代码把含 {count} 个数的图像展平，这里取 {shape}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/tracing.py"/>
        <source>The shape of the input does not follow from the code.</source>
        <translation>从代码中无法得出输入的形状。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/training.py"/>
        <source>"{what}" does not follow from the code. Choose it in the toolbar.</source>
        <translation>从代码中无法得出“{what}”。请在工具栏中选择。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/training.py"/>
        <source>The laboratory has no {what} "{value}". Choose another in the toolbar.</source>
        <translation>CNN Lab 没有{what}“{value}”。请在工具栏中选择其他的。</translation>
    </message>
    <message>
        <location filename="../../lab/export/code/values.py"/>
        <source>"{name}" is not known here.</source>
        <translation>这里无法识别“{name}”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/data.py"/>
        <source>The data were not there, so {file} is missing. Without it the script can neither train nor measure: export once more with the data.</source>
        <translation>没有数据，因此缺少 {file}。没有它，脚本既不能训练也不能评估：请带上数据再导出一次。</translation>
    </message>
    <message>
        <location filename="../../lab/export/figure/outline.py"/>
        <source>There is no network yet. Drag layers from the palette onto the canvas.</source>
        <translation>还没有网络。请从层列表把层拖到画布上。</translation>
    </message>
    <message>
        <location filename="../../lab/export/figure/words.py"/>
        <source>Blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <location filename="../../lab/export/figure/words.py"/>
        <source>Whether what is inside of blocks is drawn</source>
        <translation>是否画出模块内部的结构</translation>
    </message>
    <message>
        <location filename="../../lab/export/figure/words.py"/>
        <source>Opened, as frames</source>
        <translation>展开，画成框</translation>
    </message>
    <message>
        <location filename="../../lab/export/figure/words.py"/>
        <source>Closed, as one layer each</source>
        <translation>收起，各画成一个层</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/card.py"/>
        <source>export</source>
        <translation>导出格式</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/card.py"/>
        <source>Model card (Markdown)</source>
        <translation>模型卡（Markdown）</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/card.py"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/card.py"/>
        <source>What a reader should know of the network on one page: its layers, data, settings, curves, results and mistakes, what it is not for, and how to load it.</source>
        <translation>用一页说明读者应当了解的内容：网络的层、数据、设置、曲线、结果和错误，它不适合做什么，以及如何载入。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/card.py"/>
        <source>Measure now</source>
        <translation>立即评估</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/card.py"/>
        <source>Run the network over its data for loss, accuracy and what it takes for what; this may take long</source>
        <translation>用数据运行网络，得出损失、准确率以及各类别之间的误判；可能需要较长时间</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/card.py"/>
        <source>The data cannot be loaded here, so the card says little of them and has no results.</source>
        <translation>这里无法加载数据，因此模型卡对数据的说明很少，也没有结果。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/card.py"/>
        <source>The card has no results: {reason}</source>
        <translation>模型卡中没有结果：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/code.py"/>
        <source>import</source>
        <translation>导入格式</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/code.py"/>
        <source>Python code</source>
        <translation>Python 代码</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/code.py"/>
        <source>The network that Keras or PyTorch code builds: Sequential, functional, small classes. The code is read, never executed; what is not understood is told, with its line and the reason.</source>
        <translation>由 Keras 或 PyTorch 代码搭建的网络：Sequential、函数式写法和小型的类。代码只读取，从不执行；没有读懂的地方会说明行号和原因。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/code.py"/>
        <source>line {line}, column {column}: {reason}
{code}</source>
        <translation>第 {line} 行第 {column} 列：{reason}
{code}</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/code.py"/>
        <source>No network was read from {file}.
{reasons}</source>
        <translation>没有从 {file} 读出网络。
{reasons}</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/code.py"/>
        <source>{some}
{more}</source>
        <translation>{some}
{more}</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/code.py"/>
        <source>{file} cannot be read: {reason}.</source>
        <translation>无法读取 {file}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/code.py"/>
        <source>{file} is larger than {most} MB. Code is not.</source>
        <translation>{file} 超过 {most} MB，代码不会这么大。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/code.py"/>
        <source>{file} is no text in UTF-8. Save it as UTF-8, or copy the code itself.</source>
        <translation>{file} 不是 UTF-8 文本。请另存为 UTF-8，或直接复制代码。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/keras.py"/>
        <source>Keras</source>
        <translation>Keras</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/keras.py"/>
        <source>A Python program that is the network in Keras 3, with its weights (safetensors) and its data beside it: it trains as here, with TensorFlow, JAX or PyTorch. Channels are last, as usual there.</source>
        <translation>用 Keras 3 写成的同一网络的 Python 程序，附带权重（safetensors）和数据：它像在这里一样训练，可用 TensorFlow、JAX 或 PyTorch 运行。按 Keras 的惯例，通道在最后。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/mermaid.py"/>
        <source>Mermaid diagram</source>
        <translation>Mermaid 图</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/mermaid.py"/>
        <source>Figure</source>
        <translation>图</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/mermaid.py"/>
        <source>A flowchart as a few lines of text, which GitHub, GitLab, Jupyter and many wikis and note-taking programs draw: put it into a code block that is marked mermaid.</source>
        <translation>用几行文字写成的流程图，GitHub、GitLab、Jupyter 以及许多维基和笔记软件都能画出来：把它放进标记为 mermaid 的代码块。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/mermaid.py"/>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/mermaid.py"/>
        <source>From top to bottom</source>
        <translation>从上到下</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/mermaid.py"/>
        <source>From left to right</source>
        <translation>从左到右</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/mermaid.py"/>
        <source>Mermaid draws at most {links} links and {letters} letters unless maxEdges and maxTextSize are set higher. This network has {own_links} and {own_letters}: fold layers into blocks and keep them closed.</source>
        <translation>除非调高 maxEdges 和 maxTextSize，Mermaid 最多画 {links} 条连线、{letters} 个字符，而这个网络有 {own_links} 条、{own_letters} 个：请把一些层折叠为模块，并保持收起。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/onnx_file.py"/>
        <source>ONNX</source>
        <translation>ONNX</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/onnx_file.py"/>
        <source>The network, as it predicts, for programs that run networks: ONNX Runtime, browsers, phones; Netron shows it.</source>
        <translation>用于预测的网络，供运行网络的程序使用：ONNX Runtime、浏览器、手机；用 Netron 可以查看。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/onnx_file.py"/>
        <source>Probabilities</source>
        <translation>输出概率</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/onnx_file.py"/>
        <source>Scale inside</source>
        <translation>包含标准化</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/onnx_file.py"/>
        <source>The file takes the numbers of the data as they are, such as pixels from 0 to 255, and scales them as the training did. Off: it takes numbers that are scaled already</source>
        <translation>文件接收数据原来的数值，例如 0 到 255 的像素，并像训练时那样换算。关闭时，它接收已经换算好的数值</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/onnx_file.py"/>
        <source>End in probabilities where the network gives scores and the loss makes probabilities of them</source>
        <translation>网络给出得分、由损失换算成概率时，让文件在末尾直接给出概率</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/onnx_import.py"/>
        <source>A network in the format in which most programs exchange networks, with its weights: written by PyTorch, Keras, scikit-learn, CNN Lab or others.</source>
        <translation>大多数程序用来交换网络的格式，包含权重：可由 PyTorch、Keras、scikit-learn、CNN Lab 等写出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/pytorch.py"/>
        <source>PyTorch</source>
        <translation>PyTorch</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/pytorch.py"/>
        <source>A Python program that is the network in PyTorch, with its weights (safetensors) and its data beside it: it trains as here, on one processor, on a GPU or on many machines, and what it learns can be imported again.</source>
        <translation>用 PyTorch 写成的同一网络的 Python 程序，附带权重（safetensors）和数据：它像在这里一样训练，可用一个处理器、一块 GPU 或多台机器；学到的权重可以再导入回来。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/pytorch_files.py"/>
        <source>PyTorch's own files (.pt, .pth)</source>
        <translation>PyTorch 自己的文件（.pt、.pth）</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/pytorch_files.py"/>
        <source>Says how to make a safetensors file of one: opening PyTorch's own files can run what somebody has hidden there.</source>
        <translation>说明如何把它转成 safetensors 文件：直接打开 PyTorch 自己的文件，可能会运行别人藏在其中的程序。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/pytorch_files.py"/>
        <source>{file} is a pickle: opening it could run a program that is hidden in it, so it is not opened here. If you trust it, turn it into safetensors with two lines of Python, and import that:
weights = torch.load("{file}", weights_only=True)
safetensors.torch.save_file(weights, "{name}.safetensors")</source>
        <translation>{file} 是 pickle 文件：打开它可能会运行藏在其中的程序，因此这里不打开。如果您信任它，可用两行 Python 把它转成 safetensors 文件，再导入该文件：
weights = torch.load("{file}", weights_only=True)
safetensors.torch.save_file(weights, "{name}.safetensors")</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/safetensors.py"/>
        <source>Weights (safetensors)</source>
        <translation>权重（safetensors）</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/safetensors.py"/>
        <source>Weights from PyTorch or Keras into the network that they belong to: what an exported program has learned comes back.</source>
        <translation>把来自 PyTorch 或 Keras 的权重导入其所属的网络：导出的程序学到的权重由此回到这里。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>LaTeX figure (TikZ)</source>
        <translation>LaTeX 插图（TikZ）</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>A figure of the network for a thesis or paper, in the document's own fonts: layers with their settings and parameters, arrows with the shapes that flow there, blocks as frames. It is text and can be edited.</source>
        <translation>用于论文的网络插图，使用文档自己的字体：层连同其设置和参数，箭头上标出流过的形状，模块画成框。它是文本，可以编辑。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>A document can be compiled as it is; the picture alone is for \input</source>
        <translation>独立文档可以直接编译；单独的图用 \input 插入</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>A document of its own</source>
        <translation>独立文档</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>The picture alone</source>
        <translation>单独的图</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>cm</source>
        <translation>厘米</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>A longer network goes on in a new column</source>
        <translation>较长的网络换到新的一列继续画</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>A longer network goes on in a new row</source>
        <translation>较长的网络换到新的一行继续画</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>In the preamble of your document: \usepackage{{tikz}} and {library}. The figure is {width} × {height} cm.</source>
        <translation>在文档的导言区加上：\usepackage{{tikz}} 和 {library}。插图大小为 {width} × {height} 厘米。</translation>
    </message>
    <message>
        <location filename="../../lab/export/formats/tikz.py"/>
        <source>Some names have letters that pdflatex does not know. Use xelatex or lualatex, with ctex.</source>
        <translation>有些名称含有 pdflatex 不支持的字符。请使用 xelatex 或 lualatex，并加载 ctex。</translation>
    </message>
    <message>
        <location filename="../../lab/export/keras/network.py"/>
        <source>{layer} ({title}) has no words for Keras. Put other layers in its place.</source>
        <translation>“{layer}”（{title}）无法用 Keras 表达。请换用其他层。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/conversion.py"/>
        <source>its input "{name}" is numbers of the file, not computed ones.</source>
        <translation>它的输入“{name}”是文件中的数值，而不是计算得到的。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/conversion.py"/>
        <source>its input "{name}" is computed by the network. Here it can only be numbers that are in the file.</source>
        <translation>它的输入“{name}”由网络计算得到，而这里只能是文件中的数值。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/conversion.py"/>
        <source>its input has samples of {shape}, {count} axes without the batch. Here it can have {ranks}.</source>
        <translation>它的输入，样本为 {shape}，不算批轴有 {count} 个轴，而这里允许的轴数是 {ranks}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/conversion.py"/>
        <source>axis {axis} does not exist: its input has {rank}.</source>
        <translation>轴 {axis} 不存在：它的输入有 {rank} 个轴。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/conversion.py"/>
        <source>it works along axis 0, across the samples of a batch. Here every sample goes through the network by itself.</source>
        <translation>它沿轴 0 计算，跨过了一批中的各个样本。而这里每个样本单独通过网络。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/conversion.py"/>
        <source>its input number {number} is missing.</source>
        <translation>它缺少第 {number} 个输入。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/conversion.py"/>
        <source>it makes {wanted} of {given}. The first axis is the batch here and must stay as it is.</source>
        <translation>它把 {given} 变成 {wanted}。这里第一个轴是批轴，必须保持不变。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/description.py"/>
        <source>The network is not trained: its weights are those that training would begin with.</source>
        <translation>网络还没有训练：其中的权重是训练开始时的初始权重。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/description.py"/>
        <source>The data are not there, or do not fit the network. So the file names no classes, and takes numbers as the network sees them.</source>
        <translation>没有数据，或数据与网络不符。因此文件没有写明类别，接收的数值就是网络看到的数值。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/description.py"/>
        <source>The file takes numbers as the data have them, {range}, and scales them.</source>
        <translation>文件接收数据原来的数值（{range}），并自行换算。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/description.py"/>
        <source>It gives scores, of which the loss makes probabilities. To have these, choose Probabilities.</source>
        <translation>它给出得分，由损失换算成概率。如要直接得到概率，请选择“输出概率”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/entering.py"/>
        <source>Its output does not depend on any input: there is nothing to train it with.</source>
        <translation>文件的输出不依赖于任何输入：没有可用来训练的输入。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/entering.py"/>
        <source>It has {count} inputs ({names}). A network here has one, where the samples enter. Export the part behind one of them, or make the others constants.</source>
        <translation>文件有 {count} 个输入（{names}）。这里的网络只有一个，样本由此进入。请导出其中一个输入之后的部分，或把其他输入设为常数。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/entering.py"/>
        <source>It does not say how large its input "{name}" is. Export it with an example input of fixed size.</source>
        <translation>文件没有写明输入“{name}”的大小。导出时请使用固定大小的示例输入。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/entering.py"/>
        <source>Its input "{name}" has {count} axes. It must have two to four, the batch first: features; channels and length; channels, height and width.</source>
        <translation>文件的输入“{name}”有 {count} 个轴，而应当有二到四个，批轴在最前：特征；通道和长度；通道、高和宽。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/entering.py"/>
        <source>Its input "{name}" takes no numbers: one of its axes has the size 0.</source>
        <translation>文件的输入“{name}”不含任何数：它有一个轴的长度为 0。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/entering.py"/>
        <source>It leaves open how many channels or features its input "{name}" has. Export it with an example input of fixed size.</source>
        <translation>文件没有确定输入“{name}”有多少个通道或特征。导出时请使用固定大小的示例输入。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/entering.py"/>
        <source>Its input "{name}" takes numbers of type {type}. Networks here compute with floating-point numbers: export it with an input of type float32.</source>
        <translation>文件的输入“{name}”接收 {type} 类型的数。这里的网络用浮点数计算：请以 float32 类型的输入导出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/folding.py"/>
        <source>an input that it needs is missing.</source>
        <translation>缺少它需要的一个输入。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/folding.py"/>
        <source>it holds something else than numbers.</source>
        <translation>其中含有不是数的内容。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/folding.py"/>
        <source>it would count without end.</source>
        <translation>它会无休止地数下去。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/folding.py"/>
        <source>it makes numbers of type {type}, which are not known here.</source>
        <translation>它产生 {type} 类型的数，这里不支持这种类型。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/folding.py"/>
        <source>it divides by zero.</source>
        <translation>它除以了零。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/folding.py"/>
        <source>it multiplies known numbers that are no matrices.</source>
        <translation>它把不是矩阵的已知数值相乘。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/functions.py"/>
        <source>Its functions cannot be put in their places ({detail}). Export it again.</source>
        <translation>文件中的函数无法在调用处展开（{detail}）。请重新导出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/functions.py"/>
        <source>Its functions call each other without end, at "{name}". Export it again.</source>
        <translation>文件中的函数在“{name}”处无休止地相互调用。请重新导出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/functions.py"/>
        <source>With all its functions it would have more than {most} operators, too many to read.</source>
        <translation>展开所有函数之后，文件会有 {most} 个以上的算子，多得无法读取。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>The file has {count} outputs. The network ends with "{output}"; left out: {others}.</source>
        <translation>文件有 {count} 个输出。网络以“{output}”结束；略去了：{others}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>The file leaves the size of its samples open; here they are {shape}. The Input layer can change that.</source>
        <translation>文件没有确定样本的大小；这里取 {shape}。可在输入层修改。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>The file takes samples of {there}, channels last. Here they are {here}, channels first.</source>
        <translation>文件接收 {there} 的样本，通道在最后。这里是 {here}，通道在最前。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>Some of its weights have more digits than float32 keeps: results may differ in the last digits.</source>
        <translation>其中一些权重的位数比 float32 能保留的更多：结果的最后几位可能不同。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>It uses set {version} of the ONNX operators, newer than {tested}.</source>
        <translation>文件使用版本 {version} 的 ONNX 算子集，比 {tested} 更新。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>It has no output.</source>
        <translation>文件没有输出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>Its input "{name}" cannot be: {reason}</source>
        <translation>文件的输入“{name}”不成立：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>its inputs and attributes do not fit together ({detail}).</source>
        <translation>它的输入和属性互不相符（{detail}）。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>too many numbers are computed before it, more than {most}.</source>
        <translation>在它之前要计算的数太多，超过了 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>its output "{name}" cannot be computed here.</source>
        <translation>这里无法计算它的输出“{name}”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>No layer does what {operator} does: {places}.</source>
        <translation>没有层能完成 {operator}：{places}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>There are {count} more such problems.</source>
        <translation>类似的问题还有 {count} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>Export the network without these operators, or only the part of it before them.</source>
        <translation>请导出不含这些算子的网络，或只导出它们之前的部分。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>Its output does not depend on its input: there is nothing to train.</source>
        <translation>文件的输出不依赖于输入：没有可训练的内容。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>Its output "{name}" cannot be given: {reason}</source>
        <translation>文件的输出“{name}”无法给出：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>{operator} "{name}": {reason}</source>
        <translation>{operator}“{name}”：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/importing.py"/>
        <source>{operator} "{name}" (behind "{source}"): {reason}</source>
        <translation>{operator}“{name}”（在“{source}”之后）：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/network.py"/>
        <source>it has {given} inputs; {layer} takes at most {most}.</source>
        <translation>它有 {given} 个输入；“{layer}”最多接受 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/network.py"/>
        <source>it would give {count} numbers for each sample; at most {most} are possible.</source>
        <translation>它会使每个样本有 {count} 个数，而最多只能有 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/network.py"/>
        <source>nothing would be left of a sample: {shape}.</source>
        <translation>样本会什么也不剩：{shape}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/network.py"/>
        <source>its input would have to have its axes in an order that no layer gives them.</source>
        <translation>它要求输入的轴按某种顺序排列，而没有层能给出这种顺序。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/network.py"/>
        <source>its {name} is {given} where {wanted} is needed.</source>
        <translation>它的 {name} 是 {given}，而这里需要 {wanted}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/network.py"/>
        <source>its samples have {count} axes ({shape}). Here they have one to three: features; channels and length; channels, height and width.</source>
        <translation>它的样本有 {count} 个轴（{shape}），而这里应当有一到三个：特征；通道和长度；通道、高和宽。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operation.py"/>
        <source>its attribute "{name}" is not known.</source>
        <translation>无法识别它的属性“{name}”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operation.py"/>
        <source>its attribute "{name}" is of another type than it should be.</source>
        <translation>它的属性“{name}”类型不对。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/activations.py"/>
        <source>it has slopes that differ within a channel. Here there is one for each channel.</source>
        <translation>它的斜率在同一个通道内各不相同，而这里每个通道只有一个斜率。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/activations.py"/>
        <source>it drops numbers while predicting too. Export the network for inference.</source>
        <translation>它在预测时也丢弃数值。请按推理模式导出网络。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/arithmetic.py"/>
        <source>it has no inputs.</source>
        <translation>它没有输入。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/arithmetic.py"/>
        <source>its inputs have different numbers of axes, so that samples would be mixed.</source>
        <translation>它的各个输入轴数不同，会把不同的样本混在一起。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/arithmetic.py"/>
        <source>its known numbers differ between samples, or have more axes than its input.</source>
        <translation>它的已知数值在样本之间不同，或轴数比输入多。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/borders.py"/>
        <source>it pads in a way that is not known here: "{mode}".</source>
        <translation>无法识别它的填充方式“{mode}”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/borders.py"/>
        <source>it adds samples to a batch. Here every sample goes through the network by itself.</source>
        <translation>它会给一批样本增加样本。而这里每个样本单独通过网络。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/borders.py"/>
        <source>it takes some samples of a batch. Here every sample goes through the network by itself.</source>
        <translation>它只取一批中的部分样本。而这里每个样本单独通过网络。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/borders.py"/>
        <source>nothing would be left of a sample.</source>
        <translation>样本会什么也不剩。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/borders.py"/>
        <source>it turns an axis round, which no layer does.</source>
        <translation>它把一个轴倒转过来，没有层能做到。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/borders.py"/>
        <source>it leaps over channels, which no layer does.</source>
        <translation>它跳着取通道，没有层能做到。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/borders.py"/>
        <source>it picks places that are no neighbours, which no layer does.</source>
        <translation>它取的位置互不相邻，没有层能做到。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/convolution.py"/>
        <source>its padding "{way}" is not known.</source>
        <translation>无法识别它的填充方式“{way}”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/convolution.py"/>
        <source>it has {count} numbers of padding where {wanted} are needed.</source>
        <translation>它的填充有 {count} 个数，而这里需要 {wanted} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/convolution.py"/>
        <source>the size of its kernels does not fit its input and its weights.</source>
        <translation>它的卷积核的大小与输入和权重不符。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/dense.py"/>
        <source>it swaps the axes of its first input, and with them samples and features (transA = 1).</source>
        <translation>它交换了第一个输入的轴，也就交换了样本和特征（transA = 1）。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/dense.py"/>
        <source>it multiplies what is no matrix.</source>
        <translation>它要相乘的不是矩阵。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/dense.py"/>
        <source>what it adds differs between the samples of a batch.</source>
        <translation>它加上的数在一批的样本之间不同。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/dense.py"/>
        <source>it multiplies with several matrices at a time.</source>
        <translation>它同时与多个矩阵相乘。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/dense.py"/>
        <source>its weights are for {wanted} inputs; it gets {given}.</source>
        <translation>它的权重对应 {wanted} 个输入，而得到的是 {given} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/dense.py"/>
        <source>it multiplies known numbers with what is no matrix.</source>
        <translation>它把已知数值与不是矩阵的内容相乘。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/functions.py"/>
        <source>it raises numbers to different powers. Here there is one exponent for all.</source>
        <translation>它对各个数取不同的幂，而这里所有的数共用一个指数。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/normalisation.py"/>
        <source>it computes mean and variance of each batch while predicting. Export the network for inference.</source>
        <translation>它在预测时仍计算每批的均值和方差。请按推理模式导出网络。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/normalisation.py"/>
        <source>it normalises every place by itself (spatial = 0).</source>
        <translation>它对每个位置分别归一化（spatial = 0）。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/normalisation.py"/>
        <source>its {groups} groups cannot share out {channels} channels.</source>
        <translation>它的 {groups} 组无法均分 {channels} 个通道。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/pooling.py"/>
        <source>its input has no places to pool.</source>
        <translation>它的输入没有可以池化的位置。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/pooling.py"/>
        <source>the size of its window does not fit its input.</source>
        <translation>它的窗口大小与输入不符。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/pooling.py"/>
        <source>there are gaps between the cells of its window (dilations), and more than {most} cells along an axis.</source>
        <translation>它的窗口在格子之间有空洞（dilations），并且沿一个轴超过 {most} 格。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/reductions.py"/>
        <source>it takes all samples of a batch together. Here every sample goes by itself.</source>
        <translation>它把一批中的所有样本合并计算。而这里每个样本单独计算。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/reductions.py"/>
        <source>it takes axes together that are no neighbours, of a sample with more than three.</source>
        <translation>它对互不相邻的轴合并计算，而样本有三个以上的轴。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/repeating.py"/>
        <source>it puts axes in front of the batch.</source>
        <translation>它在批轴之前加上了轴。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/repeating.py"/>
        <source>how often it repeats does not fit its input.</source>
        <translation>它的重复次数与输入不符。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/repeating.py"/>
        <source>it repeats the samples of a batch. Here every sample goes through the network by itself.</source>
        <translation>它会重复一批中的样本。而这里每个样本单独通过网络。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/repeating.py"/>
        <source>it repeats an axis more than {most} times.</source>
        <translation>它把一个轴重复了 {most} 次以上。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/resizing.py"/>
        <source>it keeps the proportions by itself. Export it with the sizes that come out.</source>
        <translation>它自行保持长宽比。请按最终得到的大小导出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/resizing.py"/>
        <source>it computes new cells in a way that no layer does: "{mode}".</source>
        <translation>它计算新格子的方式“{mode}”没有层能做到。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/resizing.py"/>
        <source>it lays the cells in a way that no layer does: "{way}".</source>
        <translation>它放置格子的方式“{way}”没有层能做到。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/resizing.py"/>
        <source>it makes more channels, which no layer does so.</source>
        <translation>它要增加通道，没有层能这样做。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/resizing.py"/>
        <source>it takes some cells more often than others ("{way}", "{rounding}"). Here each is repeated as often.</source>
        <translation>它对有些格子重复得比别的更多（“{way}”“{rounding}”），而这里每个格子重复的次数相同。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/resizing.py"/>
        <source>it makes more samples. Here every sample goes through the network by itself.</source>
        <translation>它会增加样本。而这里每个样本单独通过网络。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/resizing.py"/>
        <source>it makes a sample {factors} times as large. Here it can become larger by whole factors only.</source>
        <translation>它把样本放大到 {factors} 倍，而这里只能放大整数倍。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/shapes.py"/>
        <source>it makes numbers of type {type}. Here all numbers are floating-point.</source>
        <translation>它产生 {type} 类型的数。而这里所有的数都是浮点数。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/shapes.py"/>
        <source>its order of axes does not fit its input.</source>
        <translation>它的轴顺序与输入不符。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/shapes.py"/>
        <source>it moves the first axis, which is the batch here and must stay first.</source>
        <translation>它移动了第一个轴，而这里第一个轴是批轴，必须留在最前。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/operators/shapes.py"/>
        <source>its known numbers differ between samples.</source>
        <translation>它的已知数值在样本之间不同。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/reading.py"/>
        <source>Two of its tensors are called "{name}". Export it again.</source>
        <translation>文件中有两个张量都叫“{name}”。请重新导出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/reading.py"/>
        <source>Nothing in it computes its output "{name}".</source>
        <translation>文件中没有任何内容计算输出“{name}”。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/reading.py"/>
        <source>Its operators run in a circle, at "{name}". Data can only flow forward.</source>
        <translation>文件中的算子在“{name}”处形成了环。数据只能向前流动。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/reading.py"/>
        <source>Its operator "{operator}" needs the tensor "{name}", which is not there. Export it again.</source>
        <translation>文件中的算子“{operator}”需要张量“{name}”，但没有这个张量。请重新导出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/reading.py"/>
        <source>It has {size} bytes; at most {most} are read. Export it with its weights in a file of their own (external data).</source>
        <translation>文件有 {size} 字节，最多读取 {most}。导出时请把权重另存为单独的文件（external data）。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/reading.py"/>
        <source>It is no ONNX file, or it is damaged. Fetch it or export it again.</source>
        <translation>它不是 ONNX 文件，或已损坏。请重新获取或导出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/reading.py"/>
        <source>There is no network in it: it has no operators. Was it exported to the end?</source>
        <translation>文件中没有网络：它不含算子。导出是否完整？</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/reading.py"/>
        <source>It has {count} operators; at most {most} are read.</source>
        <translation>文件有 {count} 个算子，最多读取 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/reading.py"/>
        <source>It uses version {version} of the set of ONNX operators; versions {oldest} to {newest} are read. Export it again with opset_version=17.</source>
        <translation>文件使用版本 {version} 的 ONNX 算子集；可读取的版本是 {oldest} 到 {newest}。请用 opset_version=17 重新导出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/restoring.py"/>
        <source>The file does not say where its data lie: choose them before you train.</source>
        <translation>文件没有说明数据在哪里：训练之前请先选择数据。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/shape_rules.py"/>
        <source>it needs a row of whole numbers where there is something else.</source>
        <translation>它需要一行整数，而那里是别的内容。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/shape_rules.py"/>
        <source>{given} cannot be seen as {wanted}.</source>
        <translation>{given} 不能看作 {wanted}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/shape_rules.py"/>
        <source>an axis that is to be taken away is larger than 1.</source>
        <translation>要去掉的一个轴长度大于 1。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/shape_rules.py"/>
        <source>the axes to be put in do not fit.</source>
        <translation>要插入的轴不相符。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/shape_rules.py"/>
        <source>its starts, ends, axes and steps do not fit together.</source>
        <translation>它的起点、终点、轴和步长互不相符。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/shape_rules.py"/>
        <source>its parts do not make up the whole.</source>
        <translation>它的各部分合起来不等于整体。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/tensors.py"/>
        <source>The numbers "{name}" are of type {type}, which networks here cannot use.</source>
        <translation>数值“{name}”是 {type} 类型，这里的网络不能使用。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/tensors.py"/>
        <source>The numbers "{name}" have a shape that cannot be: {shape}.</source>
        <translation>数值“{name}”的形状不成立：{shape}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/tensors.py"/>
        <source>"{name}" would have {count} numbers; at most {most} are read.</source>
        <translation>“{name}”会有 {count} 个数，最多读取 {most} 个。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/tensors.py"/>
        <source>The numbers "{name}" do not fit their type ({detail}).</source>
        <translation>数值“{name}”与其类型不符（{detail}）。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/tensors.py"/>
        <source>The numbers "{name}" should be {wanted}, but there are {given}. The file is damaged; fetch or export it again.</source>
        <translation>数值“{name}”应当有 {wanted} 个，实际有 {given} 个。文件已损坏；请重新获取或导出。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/tensors.py"/>
        <source>The numbers "{name}" should be in the file "{location}". Only files in the folder of the ONNX file are read. Put it there, or export the network as one file.</source>
        <translation>数值“{name}”应当在文件“{location}”中。这里只读取 ONNX 文件所在文件夹中的文件。请把它放到那里，或把网络导出为一个文件。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/tensors.py"/>
        <source>The numbers "{name}" should be in the file "{location}", which cannot be read ({detail}). Put it beside the ONNX file.</source>
        <translation>数值“{name}”应当在文件“{location}”中，但无法读取该文件（{detail}）。请把它放在 ONNX 文件旁边。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/tensors.py"/>
        <source>The numbers "{name}" are {size} bytes; their place in the file "{location}" does not fit that. One of the two files is damaged, or they do not belong together.</source>
        <translation>数值“{name}”有 {size} 字节，与它在文件“{location}”中的位置不符。两个文件中有一个已损坏，或者它们不是一套。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/writing.py"/>
        <source>{input} stands alone: there is nothing to write. Put layers after it.</source>
        <translation>只有“{input}”：没有可写出的内容。请在它后面加上层。</translation>
    </message>
    <message>
        <location filename="../../lab/export/onnx/writing.py"/>
        <source>ONNX files can hold {most} of weights; this network has {size}. Make its layers smaller.</source>
        <translation>ONNX 文件最多能存 {most} 的权重，而这个网络有 {size}。请缩小各层。</translation>
    </message>
    <message>
        <location filename="../../lab/export/pytorch/forward.py"/>
        <source>{layer} ({title}) has no words for PyTorch. Put other layers in its place.</source>
        <translation>“{layer}”（{title}）无法用 PyTorch 表达。请换用其他层。</translation>
    </message>
    <message>
        <location filename="../../lab/export/scripts/files.py"/>
        <source>{file} is a program: let its name end in .py.</source>
        <translation>{file} 是程序：文件名请以 .py 结尾。</translation>
    </message>
    <message>
        <location filename="../../lab/export/suggestion.py"/>
        <source>No data set that comes with CNN Lab fits the network: choose one before you train.</source>
        <translation>CNN Lab 自带的数据集都不适合这个网络：训练之前请先选择数据集。</translation>
    </message>
    <message>
        <location filename="../../lab/export/suggestion.py"/>
        <source>The network ends in {layer}, as its file does. It trains best without that layer: delete it and choose the loss {loss}, which does the same itself.</source>
        <translation>与文件中一样，网络以“{layer}”结束。去掉这个层训练效果最好：请删除它，并选择损失“{loss}”，它自己会完成这一步。</translation>
    </message>
    <message>
        <location filename="../../lab/export/ways.py"/>
        <source>{file} cannot be written. Choose a name that ends in one of: {known}.</source>
        <translation>无法写入 {file}。请选择以下列之一结尾的名称：{known}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/ways.py"/>
        <source>{file} cannot be read. Files that can: {known}.</source>
        <translation>无法读取 {file}。可以读取的文件：{known}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/weights_in.py"/>
        <source>{arrays} arrays with {numbers} numbers were taken from {file}.</source>
        <translation>从 {file} 读入了 {arrays} 个数组，共 {numbers} 个数。</translation>
    </message>
    <message>
        <location filename="../../lab/export/weights_in.py"/>
        <source>Some numbers of {names} are not finite in float32. Take weights of a better run.</source>
        <translation>{names} 中有些数在 float32 中不是有限的数。请使用一次更好的训练得到的权重。</translation>
    </message>
    <message>
        <location filename="../../lab/export/weights_in.py"/>
        <source>The network needs {names}, which the file does not have.</source>
        <translation>网络需要 {names}，而文件中没有。</translation>
    </message>
    <message>
        <location filename="../../lab/export/weights_in.py"/>
        <source>The file has {names}, which the network does not have.</source>
        <translation>文件中有 {names}，而网络中没有。</translation>
    </message>
    <message>
        <location filename="../../lab/export/weights_in.py"/>
        <source>These have other shapes than the network's, which stand in brackets: {names}.</source>
        <translation>这些数组的形状与网络不同（括号中是网络的形状）：{names}。</translation>
    </message>
    <message>
        <location filename="../../lab/export/weights_in.py"/>
        <source>These are of types that are no weights: {names}. Save them as float32.</source>
        <translation>这些数组的类型不能作为权重：{names}。请存为 float32。</translation>
    </message>
    <message>
        <location filename="../../lab/export/weights_in.py"/>
        <source>Its weights do not fit this network. {reason}</source>
        <translation>文件中的权重与这个网络不符。{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/export/weights_in.py"/>
        <source>It is no safetensors file, or a damaged one ({detail}). Save the weights once more.</source>
        <translation>它不是 safetensors 文件，或已损坏（{detail}）。请重新保存权重。</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/constant.py"/>
        <source>initializer</source>
        <translation>初始化方法</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/constant.py"/>
        <source>Constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/constant.py"/>
        <source>w = spread: all weights the same number, set at the layer. Like zeros, it leaves all units of a layer equal.</source>
        <translation>w = 幅度：所有权重都是同一个数，在层中设定。与全零一样，同一层的所有单元会始终相同。</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/he.py"/>
        <source>He (normal)</source>
        <translation>He（正态）</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/he.py"/>
        <source>w ~ N(0, 2 / fan_in): keeps the size of the numbers the same from layer to layer under ReLU.</source>
        <translation>w ~ N(0, 2 / fan_in)：使用 ReLU 时，让各层数值的大小保持一致。</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/he_uniform.py"/>
        <source>He (uniform)</source>
        <translation>He（均匀）</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/he_uniform.py"/>
        <source>w ~ U(-a, a), a = √(6 / fan_in): He's rule with evenly spread numbers; variance 2 / fan_in.</source>
        <translation>w ~ U(-a, a)，a = √(6 / fan_in)：用均匀分布的 He 方法；方差为 2 / fan_in。</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/normal.py"/>
        <source>Normal</source>
        <translation>正态分布</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/normal.py"/>
        <source>w ~ N(0, spread²): small random numbers, of the standard deviation that is set at the layer.</source>
        <translation>w ~ N(0, 幅度²)：小随机数，其标准差在层中设定。</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/orthogonal.py"/>
        <source>Orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/orthogonal.py"/>
        <source>W Wᵀ = 1 (or Wᵀ W = 1 where outputs outnumber inputs): a random rotation, which changes no signal's length however many such layers follow each other.</source>
        <translation>W Wᵀ = 1（输出多于输入时为 Wᵀ W = 1）：随机的旋转，无论叠加多少这样的层，都不改变信号的长度。</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/uniform.py"/>
        <source>Uniform</source>
        <translation>均匀分布</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/uniform.py"/>
        <source>w ~ U(-spread, spread): numbers between two limits, set at the layer; their deviation is spread / √3.</source>
        <translation>w ~ U(-幅度, 幅度)：两个界限之间的数，幅度在层中设定；标准差为 幅度 / √3。</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/xavier.py"/>
        <source>Xavier (normal)</source>
        <translation>Xavier（正态）</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/xavier.py"/>
        <source>w ~ N(0, 2 / (fan_in + fan_out)): keeps signals and gradients the same size under tanh and sigmoid.</source>
        <translation>w ~ N(0, 2 / (fan_in + fan_out))：使用 tanh 和 sigmoid 时，让信号和梯度的大小保持一致。</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/xavier_uniform.py"/>
        <source>Xavier (uniform)</source>
        <translation>Xavier（均匀）</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/xavier_uniform.py"/>
        <source>w ~ U(-a, a), a = √(6 / (fan_in + fan_out)): Xavier's rule with evenly spread numbers.</source>
        <translation>w ~ U(-a, a)，a = √(6 / (fan_in + fan_out))：用均匀分布的 Xavier 方法。</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/zeros.py"/>
        <source>Zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <location filename="../../lab/initializers/zeros.py"/>
        <source>w = 0: every unit starts equal, gets the same gradient and stays equal; here to see why randomness is needed.</source>
        <translation>w = 0：所有单元起点相同，梯度相同，也就始终相同；用来说明为什么需要随机初始化。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/absolute.py"/>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <location filename="../../lab/layers/absolute.py"/>
        <source>Absolute value</source>
        <translation>绝对值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/absolute.py"/>
        <source>Arithmetic</source>
        <translation>算术</translation>
    </message>
    <message>
        <location filename="../../lab/layers/absolute.py"/>
        <source>y = |x|: the size of every number, whatever its sign.</source>
        <translation>y = |x|：每个数的大小，不管正负。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/add.py"/>
        <source>Add</source>
        <translation>相加</translation>
    </message>
    <message>
        <location filename="../../lab/layers/add.py"/>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <location filename="../../lab/layers/add.py"/>
        <source>y = a + b + ...: adds inputs of one shape, number by number; what a shortcut of a residual network ends in.</source>
        <translation>y = a + b + ...：把形状相同的输入逐元素相加；残差网络的捷径就在这里汇合。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/affine.py"/>
        <source>Affine</source>
        <translation>仿射</translation>
    </message>
    <message>
        <location filename="../../lab/layers/affine.py"/>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/affine.py"/>
        <source>y = weight · x + bias, with a weight and a bias for each channel that are learned: batch norm without its statistics.</source>
        <translation>y = 权重 · x + 偏置，每个通道有一个学到的权重和偏置：不含统计量的批归一化。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>Average pool 1-D</source>
        <translation>一维平均池化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>y = mean over the window of x: keeps the average answer of each window and makes the signal shorter.</source>
        <translation>y = 窗口内 x 的平均值：保留每个窗口的平均响应，使信号变短。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>Stride</source>
        <translation>步幅</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>Pads</source>
        <translation>填充量</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>Length of the window</source>
        <translation>窗口的长度</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>How far the window moves at a time</source>
        <translation>窗口每次移动多远</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>How far windows reach over each end; what is out there never counts</source>
        <translation>窗口在两端各超出多远；超出的部分从不参与计算</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool1d.py"/>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool2d.py"/>
        <source>Average pool 2-D</source>
        <translation>二维平均池化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/average_pool2d.py"/>
        <source>y = mean over the window of x: keeps the average answer of each window and makes the image smaller.</source>
        <translation>y = 窗口内 x 的平均值：保留每个窗口的平均响应，使图像变小。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/base.py"/>
        <source>{layer} does not say which operators of ONNX it is made of.</source>
        <translation>“{layer}”没有说明它由哪些 ONNX 算子组成。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/base.py"/>
        <source>{layer} needs a flat input. This one is {shape}. Put Flatten before it.</source>
        <translation>“{layer}”需要展平的输入，而这里是 {shape}。请在它前面加上展平层。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/base.py"/>
        <source>{layer} needs images or signals. This input is a flat row of {shape} numbers. Put {layer} before Flatten, or choose another form at the input.</source>
        <translation>“{layer}”需要图像或信号，而这里的输入是展平的一行 {shape} 个数。请把“{layer}”放到展平层之前，或在输入层选择其他形式。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/base.py"/>
        <source>{layer} needs images: channels × height × width. This input is a signal, {shape}. Use the 1-D form of the layer.</source>
        <translation>“{layer}”需要图像：通道 × 高 × 宽。这里的输入是信号 {shape}。请使用该层的一维形式。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/base.py"/>
        <source>{layer} needs signals: channels × length. This input is an image, {shape}. Use the 2-D form of the layer.</source>
        <translation>“{layer}”需要信号：通道 × 长度。这里的输入是图像 {shape}。请使用该层的二维形式。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/batch_norm.py"/>
        <source>Batch norm</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/batch_norm.py"/>
        <source>y = scale · (x - mean) / √(variance + ε) + shift: brings each channel to mean 0 and variance 1, then to a scale and shift that are learned. Training becomes steadier and stands larger learning rates.</source>
        <translation>y = 缩放 · (x - 均值) / √(方差 + ε) + 平移：先让每个通道的均值为 0、方差为 1，再乘以并加上学到的缩放和平移。训练更稳定，也能承受更大的学习率。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/batch_norm.py"/>
        <source>Frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <location filename="../../lab/layers/batch_norm.py"/>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <location filename="../../lab/layers/batch_norm.py"/>
        <source>Epsilon</source>
        <translation>ε</translation>
    </message>
    <message>
        <location filename="../../lab/layers/batch_norm.py"/>
        <source>Use the running mean and variance while training too, and do not change them: for fine-tuning a trained network on few samples. Scale and shift still learn</source>
        <translation>训练时也使用滑动均值和方差，并且不再改变它们：用少量样本微调训练好的网络时使用。缩放和平移仍会学习</translation>
    </message>
    <message>
        <location filename="../../lab/layers/batch_norm.py"/>
        <source>How fast the running mean and variance follow the batches</source>
        <translation>滑动均值和方差跟随各批数据的快慢</translation>
    </message>
    <message>
        <location filename="../../lab/layers/batch_norm.py"/>
        <source>Added to the variance, so that it is never divided by zero</source>
        <translation>加在方差上，避免除以零</translation>
    </message>
    <message>
        <location filename="../../lab/layers/bipolar_sigmoid.py"/>
        <source>Bipolar sigmoid</source>
        <translation>双极性 Sigmoid</translation>
    </message>
    <message>
        <location filename="../../lab/layers/bipolar_sigmoid.py"/>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <location filename="../../lab/layers/bipolar_sigmoid.py"/>
        <source>y = (1 - e^-x) / (1 + e^-x) = tanh(x / 2): the sigmoid, stretched to the range from -1 to 1.</source>
        <translation>y = (1 - e^-x) / (1 + e^-x) = tanh(x / 2)：把 sigmoid 拉伸到 -1 到 1 的范围。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/broadcasting.py"/>
        <source>{layer} needs inputs of one shape; only an axis of length 1 fits any other. These are {first} and {other}. Make them equal, for example with a 1 × 1 convolution on one of the ways.</source>
        <translation>“{layer}”要求输入形状相同，只有长度为 1 的轴可以与任意长度相配。这里是 {first} 和 {other}。请让它们一致，例如在其中一路上加 1 × 1 卷积。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/clip.py"/>
        <source>Clip</source>
        <translation>截断</translation>
    </message>
    <message>
        <location filename="../../lab/layers/clip.py"/>
        <source>y = x, but at least `low` and at most `high`. From 0 to 6 it is the ReLU6 of networks made for telephones.</source>
        <translation>y = x，但不小于最低值，不大于最高值。取 0 到 6 就是为手机设计的网络所用的 ReLU6。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/clip.py"/>
        <source>Lowest</source>
        <translation>最低值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/clip.py"/>
        <source>Numbers below become this</source>
        <translation>小于它的数都变成它</translation>
    </message>
    <message>
        <location filename="../../lab/layers/clip.py"/>
        <source>Highest</source>
        <translation>最高值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/clip.py"/>
        <source>Numbers above become this</source>
        <translation>大于它的数都变成它</translation>
    </message>
    <message>
        <location filename="../../lab/layers/concatenate.py"/>
        <source>Concatenate</source>
        <translation>拼接</translation>
    </message>
    <message>
        <location filename="../../lab/layers/concatenate.py"/>
        <source>y = [a, b, ...]: puts the channels of its inputs one after the other; of flat inputs the features.</source>
        <translation>y = [a, b, ...]：把各输入的通道依次接在一起；对展平的输入则接特征。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/concatenate.py"/>
        <source>Concatenate needs inputs that differ in their channels only. These are {first} and {other}. Make height and width equal, for example with the same pooling on both ways.</source>
        <translation>“拼接”的输入只能通道数不同，这里是 {first} 和 {other}。请让高和宽一致，例如在两路上使用相同的池化。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/constant.py"/>
        <source>y = value: numbers that are the same for every sample, and may be learned; for adding to or multiplying what comes from the data, as a place is told to a network by numbers added to each pixel.</source>
        <translation>y = 值：对每个样本都相同的一组数，可以参与学习；用来与来自数据的数相加或相乘，例如给每个像素加上一些数，让网络知道位置。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/constant.py"/>
        <source>Learned</source>
        <translation>参与学习</translation>
    </message>
    <message>
        <location filename="../../lab/layers/constant.py"/>
        <source>Change with training, as weights do; without, it stays what it is</source>
        <translation>像权重一样随训练改变；关闭时保持不变</translation>
    </message>
    <message>
        <location filename="../../lab/layers/constant.py"/>
        <source>Initial value</source>
        <translation>初始值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/constant.py"/>
        <source>Every number before training</source>
        <translation>训练之前的每个数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv1d.py"/>
        <source>Conv 1-D</source>
        <translation>一维卷积</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv1d.py"/>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv1d.py"/>
        <source>y = Σ w · x + b: each kernel slides along the signal; at every place its weights are multiplied with the samples under it, through all input channels, and summed.</source>
        <translation>y = Σ w · x + b：每个卷积核沿信号滑动；在每个位置，把权重与其下方各输入通道的采样值相乘，再求和。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv1d.py"/>
        <source>Kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv1d.py"/>
        <source>Dilation</source>
        <translation>膨胀率</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv1d.py"/>
        <source>Length of each kernel</source>
        <translation>每个卷积核的长度</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv1d.py"/>
        <source>How far the kernel moves at a time</source>
        <translation>卷积核每次移动多远</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv1d.py"/>
        <source>Zeros at each end</source>
        <translation>两端各补多少个零</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv1d.py"/>
        <source>Distance between the samples under neighbouring weights; 1 leaves no gaps</source>
        <translation>相邻权重所对应采样点的间距；1 表示没有空洞</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv2d.py"/>
        <source>Conv 2-D</source>
        <translation>二维卷积</translation>
    </message>
    <message>
        <location filename="../../lab/layers/conv2d.py"/>
        <source>y = Σ w · x + b: each kernel slides over the image; at every place its weights are multiplied with the pixels under it, through all input channels, and summed. One kernel makes one output channel: a map of where its pattern is.</source>
        <translation>y = Σ w · x + b：每个卷积核在图像上滑动；在每个位置，把权重与其下方各输入通道的像素相乘，再求和。一个卷积核产生一个输出通道：一张标出其模式所在位置的特征图。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Channels</source>
        <translation>通道数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Groups</source>
        <translation>分组数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>How many kernels there are, and so how many output channels</source>
        <translation>卷积核的个数，也就是输出通道数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Size of each kernel</source>
        <translation>每个卷积核的大小</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Zeros around the input. Valid: none. Same: the output is as large as the input divided by the stride. Full: wherever the kernel touches the input. Explicit: as told</source>
        <translation>在输入四周补零。有效（valid）：不补。相同（same）：输出大小等于输入除以步幅。完全（full）：凡卷积核能碰到输入的位置都计算。指定：按给定的数量</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Valid</source>
        <translation>有效（valid）</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Same</source>
        <translation>相同（same）</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Full</source>
        <translation>完全（full）</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Explicit</source>
        <translation>指定</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Zeros at each side</source>
        <translation>四边各补多少个零</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>top</source>
        <translation>上</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Distance between the input cells under neighbouring weights; 1 leaves no gaps</source>
        <translation>相邻权重所对应输入格子的间距；1 表示没有空洞</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Channels are shared out among so many groups that do not see each other; as many groups as input channels is a depthwise convolution</source>
        <translation>把通道分成这么多互不相通的组；组数等于输入通道数时就是逐通道卷积</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>Whether a number of its own is added to each output channel</source>
        <translation>是否给每个输出通道加上一个各自的数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/convolution.py"/>
        <source>{layer} has {groups} groups, which cannot share out both {inputs} input channels and {outputs} output channels evenly. Choose a number of groups that divides both.</source>
        <translation>“{layer}”有 {groups} 组，无法同时均分 {inputs} 个输入通道和 {outputs} 个输出通道。请选择能同时整除两者的组数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/dense.py"/>
        <source>Dense</source>
        <translation>全连接</translation>
    </message>
    <message>
        <location filename="../../lab/layers/dense.py"/>
        <source>y = W x + b: every output is a weighted sum of all inputs, plus a bias.</source>
        <translation>y = W x + b：每个输出都是所有输入的加权和，再加上偏置。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/dense.py"/>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/dense.py"/>
        <source>How many outputs (neurons)</source>
        <translation>输出（神经元）的个数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/dense.py"/>
        <source>Whether a number of its own is added to each output</source>
        <translation>是否给每个输出加上一个各自的数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/depthwise.py"/>
        <source>Multiplier</source>
        <translation>倍数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/depthwise.py"/>
        <source>How many kernels each input channel has, and so how many output channels</source>
        <translation>每个输入通道有几个卷积核，也就是产生几个输出通道</translation>
    </message>
    <message>
        <location filename="../../lab/layers/depthwise.py"/>
        <source>{layer} would make {outputs} channels, more than the {most} that there may be. Choose a smaller multiplier.</source>
        <translation>“{layer}”会产生 {outputs} 个通道，超过上限 {most}。请减小倍数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/depthwise_conv1d.py"/>
        <source>Depthwise conv 1-D</source>
        <translation>一维逐通道卷积</translation>
    </message>
    <message>
        <location filename="../../lab/layers/depthwise_conv1d.py"/>
        <source>y = w · x + b, each channel by itself: every input channel has kernels of its own and channels are not summed. Followed by a convolution of length 1, which mixes the channels, it does the work of Conv 1-D with far fewer weights.</source>
        <translation>y = w · x + b，各通道分别计算：每个输入通道有自己的卷积核，通道之间不求和。后接一个长度为 1 的卷积来混合通道，就能用少得多的权重完成一维卷积的工作。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/depthwise_conv2d.py"/>
        <source>Depthwise conv 2-D</source>
        <translation>二维逐通道卷积</translation>
    </message>
    <message>
        <location filename="../../lab/layers/depthwise_conv2d.py"/>
        <source>y = w · x + b, each channel by itself: every input channel has kernels of its own and channels are not summed. Followed by a 1 × 1 convolution, which mixes the channels, it does the work of Conv 2-D with far fewer weights.</source>
        <translation>y = w · x + b，各通道分别计算：每个输入通道有自己的卷积核，通道之间不求和。后接一个 1 × 1 卷积来混合通道，就能用少得多的权重完成二维卷积的工作。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/divide.py"/>
        <source>Divide</source>
        <translation>相除</translation>
    </message>
    <message>
        <location filename="../../lab/layers/divide.py"/>
        <source>y = a / b: the first input, at the upper port, divided by the second, number by number.</source>
        <translation>y = a / b：上端口的第一个输入除以第二个输入，逐元素计算。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/divide.py"/>
        <source>a: what is divided</source>
        <translation>a：被除数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/divide.py"/>
        <source>b: what it is divided by</source>
        <translation>b：除数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/drop_path.py"/>
        <source>Drop path</source>
        <translation>路径丢弃</translation>
    </message>
    <message>
        <location filename="../../lab/layers/drop_path.py"/>
        <source>Regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/drop_path.py"/>
        <source>y = x · mask: while training, sets all of a sample's numbers to zero at once, for some samples chosen at random. At the end of a residual branch, just before Add, it takes the whole block away for these samples, so that very deep networks train as if they were shallower ("stochastic depth").</source>
        <translation>y = x · 掩码：训练时随机选出一些样本，把每个选中样本的数全部置零。放在残差支路的末端、“相加”之前，就等于对这些样本去掉整个残差块，使很深的网络像较浅的网络那样训练（即随机深度）。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/drop_path.py"/>
        <source>Rate</source>
        <translation>丢弃率</translation>
    </message>
    <message>
        <location filename="../../lab/layers/drop_path.py"/>
        <source>Share of the samples for which the branch is dropped</source>
        <translation>丢弃该支路的样本所占的比例</translation>
    </message>
    <message>
        <location filename="../../lab/layers/dropout.py"/>
        <source>y = x · mask: while training, sets a random part of its inputs to zero, so that the network cannot rely on any single one; against overfitting.</source>
        <translation>y = x · 掩码：训练时随机把一部分输入置零，使网络不能依赖其中任何一个；用来防止过拟合。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/dropout.py"/>
        <source>Share of the numbers that are set to zero</source>
        <translation>被置零的数所占的比例</translation>
    </message>
    <message>
        <location filename="../../lab/layers/elu.py"/>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <location filename="../../lab/layers/elu.py"/>
        <source>y = x for x &gt; 0, else α (e^x - 1): like ReLU, but it bends smoothly towards -α, so that the mean of the outputs comes near zero.</source>
        <translation>x &gt; 0 时 y = x，否则 y = α (e^x - 1)：与 ReLU 相似，但平滑地弯向 -α，使输出的均值接近零。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/elu.py"/>
        <source>Alpha</source>
        <translation>α</translation>
    </message>
    <message>
        <location filename="../../lab/layers/elu.py"/>
        <source>How far below zero the outputs can go</source>
        <translation>输出最低可以到零以下多少</translation>
    </message>
    <message>
        <location filename="../../lab/layers/exponential.py"/>
        <source>Exponential function</source>
        <translation>指数函数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/exponential.py"/>
        <source>y = e^x: makes sums into products; what grows by equal steps then grows by equal factors.</source>
        <translation>y = e^x：把和变成积；等步增加的量，由此变成等倍增长。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/first_weights.py"/>
        <source>Initial weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <location filename="../../lab/layers/first_weights.py"/>
        <source>Rule by which the first weights are drawn</source>
        <translation>抽取初始权重的方法</translation>
    </message>
    <message>
        <location filename="../../lab/layers/first_weights.py"/>
        <source>Spread</source>
        <translation>幅度</translation>
    </message>
    <message>
        <location filename="../../lab/layers/first_weights.py"/>
        <source>Size of the first weights: the standard deviation if they are normal, the largest if uniform, each of them if constant</source>
        <translation>初始权重的幅度：正态分布时为标准差，均匀分布时为最大值，常数时就是每个权重的值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/first_weights.py"/>
        <source>First bias</source>
        <translation>初始偏置</translation>
    </message>
    <message>
        <location filename="../../lab/layers/first_weights.py"/>
        <source>Every bias before training; well below 0 before a sigmoid, it keeps a gate nearly shut</source>
        <translation>训练之前每个偏置的值；在 sigmoid 之前取远小于 0 的值，可使门控几乎关闭</translation>
    </message>
    <message>
        <location filename="../../lab/layers/flatten.py"/>
        <source>Flatten</source>
        <translation>展平</translation>
    </message>
    <message>
        <location filename="../../lab/layers/flatten.py"/>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <location filename="../../lab/layers/flatten.py"/>
        <source>y = x in one row: channel after channel, row after row, so that a dense layer can take it.</source>
        <translation>y = 排成一行的 x：逐通道、逐行排列，以便送入全连接层。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gate.py"/>
        <source>Gate</source>
        <translation>门控</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gate.py"/>
        <source>y = H · T + x · (1 - T): mixes two inputs, number by number, in shares that a third one decides. The upper port takes H, the new signal; the middle port T, the shares, from 0 (all x) to 1 (all H), mostly from a sigmoid; the lower port x, the signal that is carried past.</source>
        <translation>y = H · T + x · (1 - T)：按第三个输入给出的比例，逐元素混合另外两个输入。上端口接 H，即新信号；中端口接 T，即比例，从 0（全取 x）到 1（全取 H），通常来自 sigmoid；下端口接 x，即直接带过去的信号。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gate.py"/>
        <source>H: the new signal</source>
        <translation>H：新信号</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gate.py"/>
        <source>T: the share of H, from 0 to 1</source>
        <translation>T：H 所占的比例，从 0 到 1</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gate.py"/>
        <source>x: the signal that is carried past</source>
        <translation>x：直接带过去的信号</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gelu.py"/>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gelu.py"/>
        <source>y = x · Φ(x), Φ(x) being the share of normally distributed numbers below x: like ReLU, but smooth; the usual activation of transformers.</source>
        <translation>y = x · Φ(x)，Φ(x) 是标准正态分布的数小于 x 的概率：与 ReLU 相似，但是平滑；Transformer 常用的激活函数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gelu.py"/>
        <source>By tanh it is nearly the same, and what networks were trained with that computed it so</source>
        <translation>用 tanh 计算的结果几乎相同；有些网络训练时就是这样计算的</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gelu.py"/>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <location filename="../../lab/layers/gelu.py"/>
        <source>By tanh</source>
        <translation>用 tanh</translation>
    </message>
    <message>
        <location filename="../../lab/layers/global_average_pool.py"/>
        <source>Global average pool</source>
        <translation>全局平均池化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/global_average_pool.py"/>
        <source>y = mean of x over all places: one number for each channel, wherever its pattern was.</source>
        <translation>y = x 在所有位置上的平均值：每个通道一个数，不管它的模式出现在哪里。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/global_max_pool.py"/>
        <source>Global max pool</source>
        <translation>全局最大池化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/global_max_pool.py"/>
        <source>y = max of x over all places: one number for each channel that says how strongly its pattern is there, anywhere.</source>
        <translation>y = x 在所有位置上的最大值：每个通道一个数，表示其模式在任意位置出现的强度。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/group_norm.py"/>
        <source>Group norm</source>
        <translation>组归一化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/group_norm.py"/>
        <source>y = scale · (x - mean) / √(variance + ε) + shift: brings the channels of a group together to mean 0 and variance 1, for each sample by itself, then each channel to a scale and shift that are learned. The batch plays no part. With as many groups as channels it is instance norm, with one group layer norm.</source>
        <translation>y = 缩放 · (x - 均值) / √(方差 + ε) + 平移：对每个样本，先让同一组的通道合起来均值为 0、方差为 1，再对每个通道乘以并加上学到的缩放和平移。与批中的其他样本无关。组数等于通道数时就是实例归一化，只有一组时就是层归一化。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/group_norm.py"/>
        <source>The channels are shared out among so many groups, evenly; as many as there are channels is instance norm</source>
        <translation>把通道平均分成这么多组；组数等于通道数时就是实例归一化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/hard_sigmoid.py"/>
        <source>Hard sigmoid</source>
        <translation>硬 Sigmoid</translation>
    </message>
    <message>
        <location filename="../../lab/layers/hard_sigmoid.py"/>
        <source>y = x / 6 + 1/2, cut off at 0 and 1: a sigmoid made of three straight lines, cheap to compute.</source>
        <translation>y = x / 6 + 1/2，截断在 0 与 1 之间：由三段直线构成的 sigmoid，计算量小。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/hard_sigmoid.py"/>
        <source>Slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <location filename="../../lab/layers/hard_sigmoid.py"/>
        <source>Steepness of the line between 0 and 1</source>
        <translation>0 与 1 之间那段直线的陡峭程度</translation>
    </message>
    <message>
        <location filename="../../lab/layers/hard_sigmoid.py"/>
        <source>At zero</source>
        <translation>零点的值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/hard_sigmoid.py"/>
        <source>The output for x = 0</source>
        <translation>x = 0 时的输出</translation>
    </message>
    <message>
        <location filename="../../lab/layers/hard_swish.py"/>
        <source>Hard swish</source>
        <translation>硬 Swish</translation>
    </message>
    <message>
        <location filename="../../lab/layers/hard_swish.py"/>
        <source>y = x · h, with h = x / 6 + 1/2, cut off at 0 and 1: a swish that is cheap to compute, made for telephones.</source>
        <translation>y = x · h，其中 h = x / 6 + 1/2，截断在 0 与 1 之间：计算量小的 swish，为手机设计。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/input.py"/>
        <source>y = x: where the samples enter the network. Its shape is that of one sample of the data set.</source>
        <translation>y = x：样本由此进入网络。它的形状就是数据集中一个样本的形状。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/layer_norm.py"/>
        <source>Layer norm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/layer_norm.py"/>
        <source>y = scale · (x - mean) / √(variance + ε) + shift: brings all numbers of a sample together to mean 0 and variance 1, then each channel to a scale and shift that are learned. The batch plays no part, so that it does the same in training and afterwards, and for batches of any size.</source>
        <translation>y = 缩放 · (x - 均值) / √(方差 + ε) + 平移：先让一个样本的所有数合起来均值为 0、方差为 1，再对每个通道乘以并加上学到的缩放和平移。与批中的其他样本无关，因此训练时与训练后作用相同，批大小也可以任意。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/leaky_relu.py"/>
        <source>Leaky ReLU</source>
        <translation>带泄漏的 ReLU</translation>
    </message>
    <message>
        <location filename="../../lab/layers/leaky_relu.py"/>
        <source>y = x for x &gt; 0, else slope · x: a ReLU whose negative side is not quite flat, so that no unit can die.</source>
        <translation>x &gt; 0 时 y = x，否则 y = 斜率 · x：负半边不完全平坦的 ReLU，单元不会“死掉”。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/leaky_relu.py"/>
        <source>Steepness on the negative side</source>
        <translation>负半边的陡峭程度</translation>
    </message>
    <message>
        <location filename="../../lab/layers/linear.py"/>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <location filename="../../lab/layers/linear.py"/>
        <source>y = x: no activation at all ("purelin"), for comparing with the others and for outputs that are plain numbers.</source>
        <translation>y = x：没有激活（即 purelin），用来与其他激活函数比较，或用于输出为普通数值的情形。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/log_softmax.py"/>
        <source>Log softmax</source>
        <translation>对数 Softmax</translation>
    </message>
    <message>
        <location filename="../../lab/layers/log_softmax.py"/>
        <source>y_c = log(e^(x_c) / Σ e^(x_k)): the logarithms of the probabilities that softmax gives, exact for small ones too.</source>
        <translation>y_c = log(e^(x_c) / Σ e^(x_k))：softmax 所给概率的对数，概率很小时也精确。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/logarithm.py"/>
        <source>Logarithm</source>
        <translation>对数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/logarithm.py"/>
        <source>y = log x, to the base e: makes products into sums and a wide range of positive numbers narrow.</source>
        <translation>y = log x，以 e 为底：把积变成和，把大范围的正数变成小范围。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/max_pool1d.py"/>
        <source>Max pool 1-D</source>
        <translation>一维最大池化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/max_pool1d.py"/>
        <source>y = max over the window of x: keeps the strongest answer in each window and makes the signal shorter.</source>
        <translation>y = 窗口内 x 的最大值：保留每个窗口中最强的响应，使信号变短。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/max_pool2d.py"/>
        <source>Max pool 2-D</source>
        <translation>二维最大池化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/max_pool2d.py"/>
        <source>y = max over the window of x: keeps the strongest answer in each window and makes the image smaller.</source>
        <translation>y = 窗口内 x 的最大值：保留每个窗口中最强的响应，使图像变小。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/maximum.py"/>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/maximum.py"/>
        <source>y = the largest of a, b, ...: number by number, the largest of all inputs.</source>
        <translation>y = a、b……中的最大值：逐元素取所有输入中最大的数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/maxout.py"/>
        <source>Maxout</source>
        <translation>Maxout</translation>
    </message>
    <message>
        <location filename="../../lab/layers/maxout.py"/>
        <source>y_c = the largest of a few neighbouring inputs: a unit that learns its own activation, made of as many straight pieces as it has inputs.</source>
        <translation>y_c = 几个相邻输入中的最大值：单元自己学习激活函数，它由若干直线段组成，段数等于参与比较的输入数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/maxout.py"/>
        <source>Pieces</source>
        <translation>段数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/maxout.py"/>
        <source>How many neighbouring channels compete for one output</source>
        <translation>每个输出由几个相邻通道竞争得出</translation>
    </message>
    <message>
        <location filename="../../lab/layers/maxout.py"/>
        <source>Maxout takes {pieces} channels together, which {channels} channels cannot be divided into. Choose another number of pieces, or of channels before it.</source>
        <translation>Maxout 每 {pieces} 个通道为一组，而 {channels} 个通道无法这样均分。请更改段数，或更改前一层的通道数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/mean.py"/>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/mean.py"/>
        <source>y = (a + b + ...) / n: number by number, the mean of all n inputs; so several networks can vote.</source>
        <translation>y = (a + b + ...) / n：逐元素取全部 n 个输入的均值；几个网络可以这样投票。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/merging.py"/>
        <source>{layer} needs inputs of one shape. These are {first} and {other}. Make them equal, for example with a 1 × 1 convolution on one of the ways.</source>
        <translation>“{layer}”要求输入形状相同，这里是 {first} 和 {other}。请让它们一致，例如在其中一路上加 1 × 1 卷积。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/minimum.py"/>
        <source>Minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/minimum.py"/>
        <source>y = the smallest of a, b, ...: number by number, the smallest of all inputs.</source>
        <translation>y = a、b……中的最小值：逐元素取所有输入中最小的数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/mish.py"/>
        <source>Mish</source>
        <translation>Mish</translation>
    </message>
    <message>
        <location filename="../../lab/layers/mish.py"/>
        <source>y = x · tanh(log(1 + e^x)): like swish, smooth and dipping a little below zero.</source>
        <translation>y = x · tanh(log(1 + e^x))：与 swish 相似，平滑，并且会略低于零。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/multiply.py"/>
        <source>Multiply</source>
        <translation>相乘</translation>
    </message>
    <message>
        <location filename="../../lab/layers/multiply.py"/>
        <source>y = a · b · ...: multiplies inputs of one shape, number by number; so one input can let the other through or hold it back, as in attention and gates.</source>
        <translation>y = a · b · ...：把形状相同的输入逐元素相乘；这样一个输入可以让另一个通过或将其挡住，注意力和门控就是如此。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/negative.py"/>
        <source>Negative</source>
        <translation>取负</translation>
    </message>
    <message>
        <location filename="../../lab/layers/negative.py"/>
        <source>y = -x: every number with the opposite sign.</source>
        <translation>y = -x：每个数都变号。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/pooling.py"/>
        <source>Size of the window</source>
        <translation>窗口的大小</translation>
    </message>
    <message>
        <location filename="../../lab/layers/pooling.py"/>
        <source>Valid: windows lie inside the input; what is left over at the end is ignored. Same: they may reach over the edge, so that nothing is ignored. Explicit: they reach over it as far as told</source>
        <translation>有效（valid）：窗口都在输入之内，末尾剩余部分忽略。相同（same）：窗口可以超出边缘，不忽略任何部分。指定：按给定的数量超出边缘</translation>
    </message>
    <message>
        <location filename="../../lab/layers/pooling.py"/>
        <source>How far windows reach over each side; what is out there never counts</source>
        <translation>窗口在各边超出多远；超出的部分从不参与计算</translation>
    </message>
    <message>
        <location filename="../../lab/layers/pooling.py"/>
        <source>The padding of {layer} must be smaller than its window, or there would be windows with nothing in them. Choose a larger window or less padding.</source>
        <translation>“{layer}”的填充必须小于窗口，否则会有空的窗口。请增大窗口或减小填充。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/power.py"/>
        <source>Power</source>
        <translation>幂</translation>
    </message>
    <message>
        <location filename="../../lab/layers/power.py"/>
        <source>y = x^exponent: squares, cubes, roots, and their reciprocals where the exponent is negative.</source>
        <translation>y = x^指数：平方、立方、方根；指数为负时则是它们的倒数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/power.py"/>
        <source>Exponent</source>
        <translation>指数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/power.py"/>
        <source>What every number is raised to: 2 squares, 0.5 takes the square root</source>
        <translation>每个数的多少次幂：2 是平方，0.5 是平方根</translation>
    </message>
    <message>
        <location filename="../../lab/layers/prelu.py"/>
        <source>PReLU</source>
        <translation>PReLU</translation>
    </message>
    <message>
        <location filename="../../lab/layers/prelu.py"/>
        <source>y = x for x &gt; 0, else slope · x: a leaky ReLU whose slope is learned, one for each channel.</source>
        <translation>x &gt; 0 时 y = x，否则 y = 斜率 · x：斜率由学习得到的带泄漏 ReLU，每个通道一个斜率。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/prelu.py"/>
        <source>One slope</source>
        <translation>共用斜率</translation>
    </message>
    <message>
        <location filename="../../lab/layers/prelu.py"/>
        <source>Learn a single slope for all channels</source>
        <translation>所有通道学习同一个斜率</translation>
    </message>
    <message>
        <location filename="../../lab/layers/prelu.py"/>
        <source>First slope</source>
        <translation>初始斜率</translation>
    </message>
    <message>
        <location filename="../../lab/layers/prelu.py"/>
        <source>Every slope before training</source>
        <translation>训练之前每个斜率的值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reciprocal.py"/>
        <source>Reciprocal</source>
        <translation>倒数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reciprocal.py"/>
        <source>y = 1 / x: what a number must be multiplied by to give 1.</source>
        <translation>y = 1 / x：与原数相乘得 1 的数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Reduce</source>
        <translation>归约</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>y = the mean, the sum or the largest of all numbers along the chosen axes: what remains of a map, of a row, or of all channels at one place.</source>
        <translation>y = 沿所选各轴所有数的均值、总和或最大值：一张特征图、一行，或同一位置的所有通道，最后归结为一个数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>What is made of the numbers along the chosen axes</source>
        <translation>对所选轴上的数做什么</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Sum</source>
        <translation>总和</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Over channels</source>
        <translation>合并通道</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Take all channels together; of a flat input all its features</source>
        <translation>把所有通道合并；输入为展平的一行时，合并所有特征</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Over height</source>
        <translation>合并高</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Take all rows of a picture together</source>
        <translation>把图像的所有行合并</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Over width</source>
        <translation>合并宽</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Take all columns of a picture together; of a signal its whole length</source>
        <translation>把图像的所有列合并；对信号则合并整个长度</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>Keep axes</source>
        <translation>保留轴</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reduce.py"/>
        <source>The chosen axes stay, with length 1; without, they are dropped</source>
        <translation>所选的轴保留，长度变为 1；关闭时去掉这些轴</translation>
    </message>
    <message>
        <location filename="../../lab/layers/relu.py"/>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <location filename="../../lab/layers/relu.py"/>
        <source>y = max(0, x): lets positive numbers through and cuts negative ones off.</source>
        <translation>y = max(0, x)：正数通过，负数截为零。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>Reshape</source>
        <translation>重塑</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>y = the same numbers in the same order, seen in another shape: a row as a picture, a picture as a signal.</source>
        <translation>y = 同样的数、同样的顺序，换一种形状来看：一行数看作图片，图片看作信号。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>What the numbers become</source>
        <translation>这些数变成什么</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>How many channels there are afterwards</source>
        <translation>变换之后有多少个通道</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>Rows of the picture</source>
        <translation>图片的行数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>Columns of the picture</source>
        <translation>图片的列数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>Length of the signal</source>
        <translation>信号的长度</translation>
    </message>
    <message>
        <location filename="../../lab/layers/reshape.py"/>
        <source>{layer} makes {wanted}, that is {count} numbers, of its input. This one is {shape}: {given} numbers. Choose sizes whose product is {given}.</source>
        <translation>“{layer}”要把输入变成 {wanted}，共 {count} 个数，而这里的输入是 {shape}，共 {given} 个数。请选择乘积为 {given} 的大小。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/sample_norm.py"/>
        <source>{layer} has {groups} groups, which cannot share out {channels} channels evenly. Choose a number of groups that divides {channels}.</source>
        <translation>“{layer}”有 {groups} 组，无法均分 {channels} 个通道。请选择能整除 {channels} 的组数。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/sample_norm.py"/>
        <source>{layer} would take each number by itself here, and a number less its own mean is always 0. Make the groups or the input larger.</source>
        <translation>在这里“{layer}”会让每个数自成一组，而一个数减去它自己的均值总是 0。请让每组更大，或使用更大的输入。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/scale.py"/>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <location filename="../../lab/layers/scale.py"/>
        <source>y = factor · x: multiplies every number by one constant that is not learned; on the shortcut of a residual network it shows what becomes of a signal, and of its gradient, that is made smaller in every block.</source>
        <translation>y = 系数 · x：把每个数乘以同一个常数，它不参与学习；放在残差网络的捷径上，可以看到信号及其梯度在每个残差块中都被缩小会有什么结果。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/scale.py"/>
        <source>Factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/scale.py"/>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <location filename="../../lab/layers/scale.py"/>
        <source>What every number is multiplied by</source>
        <translation>每个数所乘的常数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/scale.py"/>
        <source>What is added to every number then</source>
        <translation>相乘之后，给每个数加上的数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/selu.py"/>
        <source>SELU</source>
        <translation>SELU</translation>
    </message>
    <message>
        <location filename="../../lab/layers/selu.py"/>
        <source>y = 1.0507 x for x &gt; 0, else 1.7581 (e^x - 1): an ELU scaled so that deep dense networks keep their numbers at mean 0 and variance 1 by themselves.</source>
        <translation>x &gt; 0 时 y = 1.0507 x，否则 y = 1.7581 (e^x - 1)：经过缩放的 ELU，使很深的全连接网络自动保持均值为 0、方差为 1。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/sigmoid.py"/>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <location filename="../../lab/layers/sigmoid.py"/>
        <source>y = 1 / (1 + e^-x): squeezes every number into the range from 0 to 1 ("logsig").</source>
        <translation>y = 1 / (1 + e^-x)：把任何数压缩到 0 到 1 之间（即 logsig）。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/sign.py"/>
        <source>Sign</source>
        <translation>符号函数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/sign.py"/>
        <source>y = 1 for x &gt; 0, -1 for x &lt; 0, 0 for x = 0: what is left of a number without its size.</source>
        <translation>x &gt; 0 时 y = 1，x &lt; 0 时 y = -1，x = 0 时 y = 0：一个数去掉大小之后所剩的部分。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/slice.py"/>
        <source>Slice</source>
        <translation>切片</translation>
    </message>
    <message>
        <location filename="../../lab/layers/slice.py"/>
        <source>y = a part of x: some of the channels, and of each the rows and columns in between; what lies outside is dropped.</source>
        <translation>y = x 的一部分：取出若干通道，以及每个通道中间的若干行和列；其余的丢弃。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/slice.py"/>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <location filename="../../lab/layers/slice.py"/>
        <source>End</source>
        <translation>终点</translation>
    </message>
    <message>
        <location filename="../../lab/layers/slice.py"/>
        <source>The first of each that is kept, counted from 0</source>
        <translation>各轴上保留的第一个，从 0 开始数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/slice.py"/>
        <source>The first of each that is no longer kept; 0 keeps all up to the end</source>
        <translation>各轴上不再保留的第一个；0 表示一直保留到末尾</translation>
    </message>
    <message>
        <location filename="../../lab/layers/slice.py"/>
        <source>{layer} keeps {axis} {start} to {end}. This input, {shape}, has {length}. Choose a start below the end, and an end of at most {length}.</source>
        <translation>“{layer}”要保留{axis}的 {start} 到 {end}，而这里的输入 {shape} 只有 {length}。请让起点小于终点，并且终点不超过 {length}。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/sliding.py"/>
        <source>The window of {layer} reaches over {window} cells; the input with its padding has {room}. Choose a smaller kernel or dilation, more padding, or a larger input.</source>
        <translation>“{layer}”的窗口跨 {window} 格，而输入连同填充只有 {room} 格。请减小卷积核或膨胀率、增加填充，或使用更大的输入。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/sliding.py"/>
        <source>The window of {layer} is {window}, larger than the input, which is {room} with its padding. Choose a smaller window, more padding, or a larger input.</source>
        <translation>“{layer}”的窗口是 {window}，比连同填充在内的输入 {room} 还大。请减小窗口、增加填充，或使用更大的输入。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/softmax.py"/>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <location filename="../../lab/layers/softmax.py"/>
        <source>y_c = e^(x_c) / Σ e^(x_k): turns scores into probabilities, all positive, with the sum 1.</source>
        <translation>y_c = e^(x_c) / Σ e^(x_k)：把得分变成概率，全为正，总和为 1。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/softplus.py"/>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <location filename="../../lab/layers/softplus.py"/>
        <source>y = log(1 + e^x): a ReLU with a smooth bend; its derivative is the sigmoid.</source>
        <translation>y = log(1 + e^x)：拐弯处平滑的 ReLU；其导数就是 sigmoid。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/softsign.py"/>
        <source>Softsign</source>
        <translation>Softsign</translation>
    </message>
    <message>
        <location filename="../../lab/layers/softsign.py"/>
        <source>y = x / (1 + |x|): like tanh, but it approaches its limits -1 and 1 more slowly.</source>
        <translation>y = x / (1 + |x|)：与 tanh 相似，但更慢地接近极限 -1 和 1。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/source.py"/>
        <source>Features</source>
        <translation>特征数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/source.py"/>
        <source>What one sample is: a picture, a signal over time, or a row of numbers</source>
        <translation>一个样本是什么：一幅图片、一段随时间变化的信号，或一行数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/source.py"/>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/source.py"/>
        <source>1 for grey pictures, 3 for colour pictures</source>
        <translation>灰度图片为 1，彩色图片为 3</translation>
    </message>
    <message>
        <location filename="../../lab/layers/source.py"/>
        <source>Rows of a picture</source>
        <translation>图片的行数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/source.py"/>
        <source>Columns of a picture</source>
        <translation>图片的列数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/source.py"/>
        <source>Length of a signal</source>
        <translation>信号的长度</translation>
    </message>
    <message>
        <location filename="../../lab/layers/source.py"/>
        <source>Numbers in a row</source>
        <translation>一行中数的个数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/spatial_dropout.py"/>
        <source>Spatial dropout</source>
        <translation>空间随机失活</translation>
    </message>
    <message>
        <location filename="../../lab/layers/spatial_dropout.py"/>
        <source>y = x · mask: while training, sets whole feature maps to zero, chosen at random for each sample. Neighbouring cells of a map say nearly the same, so that dropping single ones would take nothing away.</source>
        <translation>y = x · 掩码：训练时对每个样本随机选出一些特征图，整张置零。特征图中相邻的格子几乎相同，只丢弃个别格子并不会减少多少信息。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/spatial_dropout.py"/>
        <source>Share of the feature maps that are set to zero</source>
        <translation>被置零的特征图所占的比例</translation>
    </message>
    <message>
        <location filename="../../lab/layers/square_root.py"/>
        <source>Square root</source>
        <translation>平方根</translation>
    </message>
    <message>
        <location filename="../../lab/layers/square_root.py"/>
        <source>y = √x: makes large numbers small, and small ones less so.</source>
        <translation>y = √x：大的数缩小得多，小的数缩小得少。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/step.py"/>
        <source>Step function</source>
        <translation>阶跃函数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/step.py"/>
        <source>y = 1 for x ≥ 0, else 0 or -1: the yes or no of the first artificial neurons. Gradient descent cannot train what comes before it; only the perceptron rule can.</source>
        <translation>x ≥ 0 时 y = 1，否则 y = 0 或 -1：最早的人工神经元给出的“是”或“否”。梯度下降无法训练它前面的层，只有感知机规则可以。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/step.py"/>
        <source>Straight through</source>
        <translation>直通</translation>
    </message>
    <message>
        <location filename="../../lab/layers/step.py"/>
        <source>Lower value</source>
        <translation>低值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/step.py"/>
        <source>The output for negative numbers</source>
        <translation>负数对应的输出</translation>
    </message>
    <message>
        <location filename="../../lab/layers/step.py"/>
        <source>0 (unit step)</source>
        <translation>0（单位阶跃）</translation>
    </message>
    <message>
        <location filename="../../lab/layers/step.py"/>
        <source>-1 (sign)</source>
        <translation>-1（符号函数）</translation>
    </message>
    <message>
        <location filename="../../lab/layers/step.py"/>
        <source>Hands the gradient on unchanged, for the perceptron rule; the true derivative, 0, lets nothing learn</source>
        <translation>把梯度原样传下去，供感知机规则使用；真正的导数为 0，什么也学不到</translation>
    </message>
    <message>
        <location filename="../../lab/layers/stochastic_pool1d.py"/>
        <source>Stochastic pool 1-D</source>
        <translation>一维随机池化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/stochastic_pool1d.py"/>
        <source>y = one x of the window, drawn by chance while training: a number's chance is its share of the window's sum. The strongest answer wins most often, the others get their turn, so that the network cannot rely on any single one.</source>
        <translation>y = 窗口中的某个 x，训练时随机抽取：每个数被抽中的概率是它在窗口总和中所占的比例。最强的响应最常胜出，其他的也有机会，使网络不能依赖其中任何一个。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/stochastic_pool2d.py"/>
        <source>Stochastic pool 2-D</source>
        <translation>二维随机池化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/subtract.py"/>
        <source>Subtract</source>
        <translation>相减</translation>
    </message>
    <message>
        <location filename="../../lab/layers/subtract.py"/>
        <source>y = a - b: what the first input, at the upper port, has more than the second, number by number.</source>
        <translation>y = a - b：上端口的第一个输入减去第二个输入，逐元素计算。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/subtract.py"/>
        <source>a: what is subtracted from</source>
        <translation>a：被减数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/subtract.py"/>
        <source>b: what is subtracted</source>
        <translation>b：减数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/swish.py"/>
        <source>Swish</source>
        <translation>Swish</translation>
    </message>
    <message>
        <location filename="../../lab/layers/swish.py"/>
        <source>y = x / (1 + e^-x): every number times its own sigmoid; like ReLU, but smooth, and it dips a little below zero. Also called SiLU.</source>
        <translation>y = x / (1 + e^-x)：每个数乘以它自己的 sigmoid；与 ReLU 相似，但是平滑，并且会略低于零。又称 SiLU。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/symmetric_log.py"/>
        <source>Symmetric log</source>
        <translation>对称对数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/symmetric_log.py"/>
        <source>y = sign(x) · log(1 + |x|): a log scale for wide ranges that also takes zero and negative numbers.</source>
        <translation>y = sign(x) · log(1 + |x|)：适合大范围数值的对数尺度，零和负数也可以使用。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/tanh.py"/>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <location filename="../../lab/layers/tanh.py"/>
        <source>y = tanh(x) = (e^x - e^-x) / (e^x + e^-x): squeezes every number into the range from -1 to 1 ("tansig").</source>
        <translation>y = tanh(x) = (e^x - e^-x) / (e^x + e^-x)：把任何数压缩到 -1 到 1 之间（即 tansig）。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transpose.py"/>
        <source>Transpose</source>
        <translation>转置</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transpose.py"/>
        <source>y = x with its axes in another order: rows become columns, or channels become rows.</source>
        <translation>y = 换了轴顺序的 x：行变成列，或通道变成行。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transpose.py"/>
        <source>Axes</source>
        <translation>轴</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transpose.py"/>
        <source>Which axes become channels, height and width of the output; of a signal the two change places</source>
        <translation>输出的通道、高和宽分别取自哪个轴；对信号则是两个轴互换</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transpose.py"/>
        <source>Channels, width, height</source>
        <translation>通道、宽、高</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transpose.py"/>
        <source>Height, channels, width</source>
        <translation>高、通道、宽</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transpose.py"/>
        <source>Height, width, channels</source>
        <translation>高、宽、通道</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transpose.py"/>
        <source>Width, channels, height</source>
        <translation>宽、通道、高</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transpose.py"/>
        <source>Width, height, channels</source>
        <translation>宽、高、通道</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed.py"/>
        <source>Output padding</source>
        <translation>输出填充</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed.py"/>
        <source>How far apart the places lie where neighbouring input cells are painted: how much larger the output is</source>
        <translation>相邻输入格子在输出上所画位置的间距，也就是输出放大的倍数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed.py"/>
        <source>How much is cut off at each side of the output: the padding of the convolution that this one reverses</source>
        <translation>输出四边各裁去多少：等于它所逆转的卷积的填充量</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed.py"/>
        <source>How much the output is larger at the bottom and at the right, for sizes that the stride does not reach</source>
        <translation>输出在下边和右边再加大多少，用于步幅凑不出的大小</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed.py"/>
        <source>Distance between the output cells under neighbouring weights; 1 leaves no gaps</source>
        <translation>相邻权重所对应输出格子的间距；1 表示没有空洞</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed.py"/>
        <source>The output padding of {layer} must be smaller than its stride or its dilation: a larger one would add cells that no weight reaches. Choose a smaller output padding.</source>
        <translation>“{layer}”的输出填充必须小于步幅或膨胀率：再大就会加上没有权重能到达的格子。请减小输出填充。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed.py"/>
        <source>{layer} makes {whole} of this input and its padding cuts all of that off. Choose a smaller padding or a larger kernel.</source>
        <translation>“{layer}”由该输入得到 {whole}，而填充会把它全部裁掉。请减小填充或增大卷积核。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed_conv1d.py"/>
        <source>Transposed conv 1-D</source>
        <translation>一维转置卷积</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed_conv1d.py"/>
        <source>y = Σ w x + b, painted: each input sample multiplies the kernel and adds it to the output, the next sample one stride further on. It makes signals longer, with weights that are learned.</source>
        <translation>y = Σ w x + b，像用笔描画：每个输入采样点乘以卷积核，叠加到输出上，下一个采样点则移动一个步幅。它用学到的权重使信号变长。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed_conv1d.py"/>
        <source>How far apart the places lie where neighbouring samples are painted: how much longer the output is</source>
        <translation>相邻采样点在输出上所画位置的间距，也就是输出变长的倍数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed_conv1d.py"/>
        <source>How much is cut off at each end of the output: the padding of the convolution that this one reverses</source>
        <translation>输出两端各裁去多少：等于它所逆转的卷积的填充量</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed_conv1d.py"/>
        <source>How much the output is longer at its end, for lengths that the stride does not reach</source>
        <translation>输出在末端再加长多少，用于步幅凑不出的长度</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed_conv1d.py"/>
        <source>Distance between the output samples under neighbouring weights; 1 leaves no gaps</source>
        <translation>相邻权重所对应输出采样点的间距；1 表示没有空洞</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed_conv2d.py"/>
        <source>Transposed conv 2-D</source>
        <translation>二维转置卷积</translation>
    </message>
    <message>
        <location filename="../../lab/layers/transposed_conv2d.py"/>
        <source>y = Σ w x + b, painted: each input pixel multiplies the kernel and adds it to the output, the next pixel one stride further on. It makes images larger, with weights that are learned; what a decoder is built of.</source>
        <translation>y = Σ w x + b，像用笔描画：每个输入像素乘以卷积核，叠加到输出上，下一个像素则移动一个步幅。它用学到的权重使图像变大；解码器就由它构成。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>Upsample</source>
        <translation>上采样</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>y = x, larger by a whole factor along each axis, without weights: by repeating cells or by mixing neighbours.</source>
        <translation>y = 沿各轴放大整数倍的 x，没有权重：重复格子，或在相邻格子之间插值。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>How many times as many cells there are along each axis</source>
        <translation>沿各轴的格子数变为原来的几倍</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>Nearest: each cell is repeated. Linear: between the middles of two cells the numbers change evenly</source>
        <translation>最近邻：重复每个格子。线性：在两个格子的中心之间，数值均匀变化</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>In the same places</source>
        <translation>对齐方式</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>What of input and output lies in the same places; others than the whole picture are for networks from programs that do it so</source>
        <translation>输入与输出的哪一部分位置重合；“整幅图像”以外的方式，用于来自其他程序、采用这种做法的网络</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>The whole picture</source>
        <translation>整幅图像</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>Corner pixels</source>
        <translation>角上的像素</translation>
    </message>
    <message>
        <location filename="../../lab/layers/upsample.py"/>
        <source>First pixels</source>
        <translation>起始像素</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>Zero padding</source>
        <translation>零填充</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>y = x with zeros around it: a border for layers that would otherwise shrink the picture.</source>
        <translation>y = 四周补零的 x：为会使图片缩小的层预先加上边框。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>Zeros at each side; a signal has a left and a right side only</source>
        <translation>各边补多少个零；信号只有左右两边</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>Filled with</source>
        <translation>填充内容</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>What stands around the input</source>
        <translation>在输入四周放什么</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>A number</source>
        <translation>一个数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>Mirror image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>Outermost pixels</source>
        <translation>最外侧的像素</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>Other end</source>
        <translation>另一端</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>Number</source>
        <translation>数值</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>What stands around</source>
        <translation>四周所放的数</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_padding.py"/>
        <source>{layer} has nothing to put {pad} px beyond {length}: of this input there are at most {most}. Pad less, or fill with something else.</source>
        <translation>“{layer}”在 {length} 之外 {pad} 像素处没有可填的内容：这个输入最多能填 {most} 像素。请减少填充，或改用其他填充内容。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_shortcut.py"/>
        <source>Zero-pad shortcut</source>
        <translation>补零捷径</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_shortcut.py"/>
        <source>y = every s-th cell of x, then channels of zeros: makes a residual shortcut fit where the main way halves the image and has more channels, without a single weight (option A).</source>
        <translation>y = x 每隔 s 格取一格，再补上全零的通道：当主路把图像减半并增加通道时，不用任何权重就能让残差网络的捷径与之匹配（即方案 A）。</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_shortcut.py"/>
        <source>How many channels there are afterwards; what is missing is zeros</source>
        <translation>变换之后有多少个通道；不足的用零补上</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_shortcut.py"/>
        <source>Every how many cells one is kept, along each axis</source>
        <translation>沿各轴每几格保留一格</translation>
    </message>
    <message>
        <location filename="../../lab/layers/zero_shortcut.py"/>
        <source>{layer} adds channels and takes none away. This input has {inputs}, more than the {outputs} asked for. Choose at least {inputs} channels, or use a 1 × 1 convolution.</source>
        <translation>“{layer}”只增加通道，不减少通道。这里的输入有 {inputs} 个，多于所要求的 {outputs} 个。请至少选择 {inputs} 个通道，或改用 1 × 1 卷积。</translation>
    </message>
    <message>
        <location filename="../../lab/losses/binary_cross_entropy.py"/>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <location filename="../../lab/losses/binary_cross_entropy.py"/>
        <source>Binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <location filename="../../lab/losses/binary_cross_entropy.py"/>
        <source>L = -mean of t log p + (1 - t) log(1 - p): how surprised the network is by the right yes or no. For one output, or several that may be true at once.</source>
        <translation>L = -[t log p + (1 - t) log(1 - p)] 的平均值：正确的“是”或“否”让网络有多意外。用于一个输出，或几个可以同时为真的输出。</translation>
    </message>
    <message>
        <location filename="../../lab/losses/binary_cross_entropy.py"/>
        <source>Whether the network ends in scores (logits); switch it off if it ends in a sigmoid</source>
        <translation>网络最后输出的是否为得分（logits）；若以 sigmoid 结尾请关闭</translation>
    </message>
    <message>
        <location filename="../../lab/losses/binary_cross_entropy.py"/>
        <source>From scores</source>
        <translation>由得分计算</translation>
    </message>
    <message>
        <location filename="../../lab/losses/cross_entropy.py"/>
        <source>Cross-entropy</source>
        <translation>交叉熵</translation>
    </message>
    <message>
        <location filename="../../lab/losses/cross_entropy.py"/>
        <source>L = -Σ t_k log softmax(z)_k: how surprised the network is by the right class. For choosing one class of several; give it scores (logits), it turns them into probabilities itself.</source>
        <translation>L = -Σ t_k log softmax(z)_k：正确的类别让网络有多意外。用于从多个类别中选一个；输入得分（logits）即可，它会自己换算成概率。</translation>
    </message>
    <message>
        <location filename="../../lab/losses/cross_entropy.py"/>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <location filename="../../lab/losses/cross_entropy.py"/>
        <source>Share of the target that is spread over all classes, so that the network does not grow too sure</source>
        <translation>把目标中的这一比例平均分给所有类别，使网络不会过于自信</translation>
    </message>
    <message>
        <location filename="../../lab/losses/hinge.py"/>
        <source>Hinge</source>
        <translation>合页损失</translation>
    </message>
    <message>
        <location filename="../../lab/losses/hinge.py"/>
        <source>L = Σ max(0, margin - z_c + z_k) over the wrong classes k: the right class c must win by a margin; a sample that does so teaches nothing more. What support vector machines minimise.</source>
        <translation>L = Σ max(0, 间隔 - z_c + z_k)，对所有错误类别 k 求和：正确类别 c 必须领先一个间隔；已经做到的样本不再起作用。支持向量机最小化的就是它。</translation>
    </message>
    <message>
        <location filename="../../lab/losses/hinge.py"/>
        <source>Margin</source>
        <translation>间隔</translation>
    </message>
    <message>
        <location filename="../../lab/losses/hinge.py"/>
        <source>By how much the right class must win</source>
        <translation>正确类别必须领先多少</translation>
    </message>
    <message>
        <location filename="../../lab/losses/huber.py"/>
        <source>Huber</source>
        <translation>Huber 损失</translation>
    </message>
    <message>
        <location filename="../../lab/losses/huber.py"/>
        <source>L = mean of e² / 2 while the error e = y - t is small, δ (|e| - δ / 2) beyond δ: exact near the target like the squared error, calm about outliers like the absolute error.</source>
        <translation>误差 e = y - t 较小时 L 为 e² / 2 的平均值，超过 δ 后为 δ (|e| - δ / 2)：在目标附近像平方误差一样精确，对离群值像绝对误差一样稳健。</translation>
    </message>
    <message>
        <location filename="../../lab/losses/huber.py"/>
        <source>δ</source>
        <translation>δ</translation>
    </message>
    <message>
        <location filename="../../lab/losses/huber.py"/>
        <source>Error from which on the loss is linear</source>
        <translation>误差超过此值后，损失变为线性</translation>
    </message>
    <message>
        <location filename="../../lab/losses/mean_absolute_error.py"/>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <location filename="../../lab/losses/mean_absolute_error.py"/>
        <source>L = mean of |y_k - t_k|: like mean squared error, but a target that is far off (an outlier) pulls no harder than any other.</source>
        <translation>L = |y_k - t_k| 的平均值：与均方误差相似，但偏离很远的目标（离群值）的影响不会比其他目标更大。</translation>
    </message>
    <message>
        <location filename="../../lab/losses/mean_squared_error.py"/>
        <source>Mean squared error</source>
        <translation>均方误差</translation>
    </message>
    <message>
        <location filename="../../lab/losses/mean_squared_error.py"/>
        <source>L = mean of (y_k - t_k)²: the distance between outputs and targets. For predicting values.</source>
        <translation>L = (y_k - t_k)² 的平均值：输出与目标之间的距离。用于预测数值。</translation>
    </message>
    <message>
        <location filename="../../lab/losses/perceptron.py"/>
        <source>L = how far wrong answers lie on the wrong side, 0 for right ones. Its gradient is output - target: with the perceptron rule, w &lt;- w + rate · (target - output) · x.</source>
        <translation>L = 错误的回答越过分界多远，正确的回答为 0。其梯度为 输出 - 目标：配合感知机规则，即 w &lt;- w + 学习率 · (目标 - 输出) · x。</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adagrad.py"/>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adagrad.py"/>
        <source>Adagrad</source>
        <translation>Adagrad</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adagrad.py"/>
        <source>w &lt;- w - rate · g / (√s + ε), s &lt;- s + g²: every weight gets a step of its own size, the smaller the more its gradient has moved it; steps only ever shrink.</source>
        <translation>w &lt;- w - 学习率 · g / (√s + ε)，s &lt;- s + g²：每个权重的步长各不相同，累积的梯度越大，步长越小；步长只会不断减小。</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adagrad.py"/>
        <source>How far each step goes along the gradient</source>
        <translation>每一步沿梯度走多远</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adagrad.py"/>
        <source>ε</source>
        <translation>ε</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adagrad.py"/>
        <source>Keeps the quotient finite</source>
        <translation>使商保持有限</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adam.py"/>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adam.py"/>
        <source>w &lt;- w - rate · m' / (√v' + ε): every weight gets a step of its own size, from the running mean m of its gradient and the running mean v of its square.</source>
        <translation>w &lt;- w - 学习率 · m' / (√v' + ε)：每个权重的步长各不相同，由其梯度的滑动平均 m 和梯度平方的滑动平均 v 决定。</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adam.py"/>
        <source>β1</source>
        <translation>β1</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adam.py"/>
        <source>How long the mean gradient remembers</source>
        <translation>梯度平均值的记忆有多长</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adam.py"/>
        <source>β2</source>
        <translation>β2</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adam.py"/>
        <source>How long the mean squared gradient remembers</source>
        <translation>梯度平方平均值的记忆有多长</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adamw.py"/>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adamw.py"/>
        <source>w &lt;- (1 - rate · decay) w - rate · m' / (√v' + ε): Adam with weight decay on its own, not mixed into the gradient, so that every weight decays by the same share.</source>
        <translation>w &lt;- (1 - 学习率 · 衰减) w - 学习率 · m' / (√v' + ε)：权重衰减单独进行、不混入梯度的 Adam，使每个权重按相同的比例衰减。</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adamw.py"/>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/adamw.py"/>
        <source>Pulls weights towards zero by this share of the learning rate at each step</source>
        <translation>每一步按学习率的这一比例把权重拉向零</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/base.py"/>
        <source>Decay biases</source>
        <translation>偏置也衰减</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/base.py"/>
        <source>Weight decay (L2)</source>
        <translation>权重衰减（L2）</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/base.py"/>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/base.py"/>
        <source>Adds this times the sum of all |w| to what is minimised: many weights become zero</source>
        <translation>在最小化的目标中加上此系数乘以所有 |w| 之和：许多权重会变为零</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/base.py"/>
        <source>Whether weight decay and L1 act on biases and on batch norm's scale and shift as well</source>
        <translation>权重衰减和 L1 是否也作用于偏置以及批归一化的缩放和平移</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/perceptron.py"/>
        <source>Perceptron rule</source>
        <translation>感知机规则</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/perceptron.py"/>
        <source>w &lt;- w + rate · (target - output) · x: a wrong answer moves the weights towards the input or away from it, a right one leaves them. With the loss Perceptron; one sample a step, as Rosenblatt had it, or the mean over a batch.</source>
        <translation>w &lt;- w + 学习率 · (目标 - 输出) · x：回答错误时，权重朝输入靠近或远离；回答正确时不变。与“感知机”损失配合使用；可以像 Rosenblatt 那样每步一个样本，也可以对一批取平均。</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/rmsprop.py"/>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/rmsprop.py"/>
        <source>w &lt;- w - rate · u, u &lt;- momentum · u + g / (√v + ε): every weight gets a step of its own size, measured by the running mean v of its squared gradient, which unlike Adagrad's sum forgets.</source>
        <translation>w &lt;- w - 学习率 · u，u &lt;- 动量 · u + g / (√v + ε)：每个权重的步长各不相同，由其梯度平方的滑动平均 v 决定；与 Adagrad 的累加不同，它会遗忘。</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/rmsprop.py"/>
        <source>Centered</source>
        <translation>中心化</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/rmsprop.py"/>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/rmsprop.py"/>
        <source>How much of the last step goes on</source>
        <translation>上一步保留多少</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/rmsprop.py"/>
        <source>Whether the steps are measured by the gradient's deviation from its mean</source>
        <translation>是否按梯度相对其均值的标准差来决定步长</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/sgd.py"/>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/sgd.py"/>
        <source>w &lt;- w - rate · v, v &lt;- momentum · v + g: steps down the gradient, with a velocity that remembers earlier steps; without momentum plain gradient descent.</source>
        <translation>w &lt;- w - 学习率 · v，v &lt;- 动量 · v + g：沿梯度下降，速度 v 记住之前的步子；没有动量时就是普通的梯度下降。</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/sgd.py"/>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/sgd.py"/>
        <source>How much of the last step goes on; 0 is plain descent</source>
        <translation>上一步保留多少；0 就是普通的梯度下降</translation>
    </message>
    <message>
        <location filename="../../lab/optimizers/sgd.py"/>
        <source>Whether the gradient is taken as if the next step of the velocity were already made</source>
        <translation>是否先按速度走出下一步，再在那里取梯度</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/base.py"/>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/base.py"/>
        <source>Epochs over which the rate first rises, step by step, to its full height</source>
        <translation>学习率在最初多少轮内逐步升到最大值</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/constant.py"/>
        <source>schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/constant.py"/>
        <source>rate = learning rate: the same at every step.</source>
        <translation>每一步的学习率都相同。</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/cosine.py"/>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/cosine.py"/>
        <source>rate = learning rate · (1 + cos(π · done)) / 2: high for long, then down, and gently to the end of the run.</source>
        <translation>当前学习率 = 学习率 · (1 + cos(π · 进度)) / 2：长时间较高，然后下降，在训练结束前缓缓趋于平稳。</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/cosine.py"/>
        <source>Factor on the rate at the end of the run</source>
        <translation>训练结束时学习率的倍数</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/exponential.py"/>
        <source>Exponential</source>
        <translation>指数衰减</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/exponential.py"/>
        <source>rate = learning rate · γ^epoch: down by the same share in every epoch, a little of it with each step.</source>
        <translation>当前学习率 = 学习率 · γ^轮次：每一轮按相同比例下降，每一步下降一点。</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/exponential.py"/>
        <source>γ</source>
        <translation>γ</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/exponential.py"/>
        <source>What is left of the rate after each epoch</source>
        <translation>每一轮之后学习率剩下几分之几</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/one_cycle.py"/>
        <source>One cycle</source>
        <translation>单周期</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/one_cycle.py"/>
        <source>The rate rises along half a cosine to the learning rate, then falls along another one far below where it began: one cycle over the whole run, at a peak that would be too high to start with.</source>
        <translation>当前值沿半个余弦升到学习率，再沿半个余弦降到远低于起点：整个训练走一个周期，其峰值若一开始就使用会过高。</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/one_cycle.py"/>
        <source>Rise</source>
        <translation>上升比例</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/one_cycle.py"/>
        <source>Share of the run in which the rate rises</source>
        <translation>学习率上升阶段在整个训练中所占的比例</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/one_cycle.py"/>
        <source>First factor</source>
        <translation>起始倍数</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/one_cycle.py"/>
        <source>Factor at the first step</source>
        <translation>第一步的倍数</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/one_cycle.py"/>
        <source>Last factor</source>
        <translation>结束倍数</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/one_cycle.py"/>
        <source>Factor at the last step</source>
        <translation>最后一步的倍数</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/plateau.py"/>
        <source>Reduce on plateau</source>
        <translation>停滞时降低</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/plateau.py"/>
        <source>The rate is multiplied by γ whenever the loss has not fallen for a while: the validation loss or, without validation samples, the training loss.</source>
        <translation>损失有一阵没有下降时，学习率就乘以 γ：依据验证损失，没有验证样本时依据训练损失。</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/plateau.py"/>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/plateau.py"/>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/plateau.py"/>
        <source>What the rate is multiplied with</source>
        <translation>学习率所乘的系数</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/plateau.py"/>
        <source>looks</source>
        <translation>次</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/plateau.py"/>
        <source>Looks at the loss without a new best before that</source>
        <translation>在此之前允许损失连续多少次没有刷新最低值</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/plateau.py"/>
        <source>Share by which the loss must fall to count as a new best</source>
        <translation>损失至少下降这一比例才算刷新最低值</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/plateau.py"/>
        <source>Factor below which the rate never falls</source>
        <translation>学习率的倍数不会低于此值</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/step.py"/>
        <source>Step decay</source>
        <translation>阶梯衰减</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/step.py"/>
        <source>rate = learning rate · γ^⌊epoch / every⌋: the same for a while, then a γ-th of it, and so on.</source>
        <translation>当前学习率 = 学习率 · γ^⌊轮次 / 间隔轮数⌋：先保持一段时间不变，然后乘以 γ，如此反复。</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/step.py"/>
        <source>Every</source>
        <translation>间隔轮数</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/step.py"/>
        <source>Epochs from one step down to the next</source>
        <translation>每隔多少轮下降一级</translation>
    </message>
    <message>
        <location filename="../../lab/schedules/warm_up.py"/>
        <source>rate = learning rate · (step + 1) / W in the first W steps, then the learning rate: small steps while the weights are still random and their gradients wild.</source>
        <translation>前 W 步中，当前学习率 = 学习率 · (步 + 1) / W，之后就是学习率：权重还是随机值、梯度还很不稳定时，步子小一些。</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>{field} must be {rule}. Received: {value}.</source>
        <translation>{field}必须{rule}。收到的是：{value}。</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>between {low} and {high}</source>
        <translation>在 {low} 到 {high} 之间</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>a finite number</source>
        <translation>是有限的数</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>above {low}</source>
        <translation>大于 {low}</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>at least {low}</source>
        <translation>不小于 {low}</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>true or false</source>
        <translation>为真或为假</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>text of at most {longest} characters</source>
        <translation>是不超过 {longest} 个字符的文字</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>one of {options}</source>
        <translation>是以下之一：{options}</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>{count} whole numbers</source>
        <translation>是 {count} 个整数</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>{thing} has no setting called "{name}". It has: {known}.</source>
        <translation>“{thing}”没有名为“{name}”的设置。它的设置有：{known}。</translation>
    </message>
    <message>
        <location filename="../../lab/spec/fields.py"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../lab/spec/registry.py"/>
        <source>There is no {kind} called "{name}". Known: {known}.</source>
        <translation>没有名为“{name}”的{kind}。已有：{known}。</translation>
    </message>
    <message>
        <location filename="../../lab/spec/resources.py"/>
        <source>The folder of resources is missing beside {package}. Install CNN Lab again.</source>
        <translation>{package} 旁缺少资源文件夹。请重新安装 CNN Lab。</translation>
    </message>
    <message>
        <location filename="../../lab/spec/resources.py"/>
        <source>The resource "{name}" is missing. Install CNN Lab again.</source>
        <translation>缺少资源“{name}”。请重新安装 CNN Lab。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/about.py"/>
        <source>About CNN Lab</source>
        <translation>关于 CNN Lab</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/about.py"/>
        <source>Build a convolutional network, train it, watch every number inside it.</source>
        <translation>搭建卷积网络，训练它，看清其中的每一个数。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/autosave.py"/>
        <source>Unsaved work cannot be kept for the case of a crash. {reason}</source>
        <translation>无法保留未保存的工作以防崩溃。{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_panel.py"/>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_panel.py"/>
        <source>Show {layer}</source>
        <translation>显示 {layer}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_panel.py"/>
        <source>There is no network yet.</source>
        <translation>还没有网络。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_panel.py"/>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>1 error</source>
        <translation>1 个错误</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>1 warning</source>
        <translation>1 个警告</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>1 hint</source>
        <translation>1 条提示</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>{count} errors</source>
        <translation>{count} 个错误</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>{count} warnings</source>
        <translation>{count} 个警告</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>{count} hints</source>
        <translation>{count} 条提示</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/check_words.py"/>
        <source>Nothing to mend</source>
        <translation>没有需要修正的</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/command_palette.py"/>
        <source>Find a command, layer, template or data set …</source>
        <translation>查找命令、层、模板或数据集…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/command_palette.py"/>
        <source>Find anything …</source>
        <translation>查找一切…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/command_palette.py"/>
        <source>Found</source>
        <translation>找到的结果</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/command_palette.py"/>
        <source>Nothing has that name.</source>
        <translation>没有叫这个名称的内容。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/compiling.py"/>
        <source>Preparing the engine: {done} of {of}</source>
        <translation>正在准备引擎：{done}/{of}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/data_choice.py"/>
        <source>Use {data}</source>
        <translation>使用 {data}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/data_loading.py"/>
        <source>Loading the data was stopped. Choose the data set again to load it.</source>
        <translation>数据加载已中止。再次选择该数据集即可加载。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/display.py"/>
        <source>Ways on: start it on a desktop or with a display forwarded (ssh -X); give it a virtual display with xvfb-run -a python main.py; or work without a window: python -m lab --help.</source>
        <translation>可以这样做：在桌面环境中启动，或转发显示（ssh -X）；用 xvfb-run -a python main.py 提供虚拟显示；或不用窗口工作：python -m lab --help。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/display.py"/>
        <source>CNN Lab opens a window, but there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set). {ways}</source>
        <translation>CNN Lab 需要打开窗口，但这里没有显示设备（DISPLAY 和 WAYLAND_DISPLAY 都没有设置）。{ways}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/display.py"/>
        <source>CNN Lab cannot open its window: the system library {library} is missing. On Debian or Ubuntu this line installs what is needed: {line} . {ways}</source>
        <translation>CNN Lab 无法打开窗口：缺少系统库 {library}。在 Debian 或 Ubuntu 上，用这条命令安装所需的库：{line} 。{ways}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/display.py"/>
        <source>CNN Lab cannot open its window: the display "{display}" does not answer. {ways}</source>
        <translation>CNN Lab 无法打开窗口：显示设备“{display}”没有响应。{ways}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/docks.py"/>
        <source>Loading the plots …</source>
        <translation>正在加载图表…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>CNN Lab</source>
        <translation>CNN Lab</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Save what you have changed in {name}?</source>
        <translation>要保存对 {name} 的更改吗？</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>The trained weights and curves are part of it.</source>
        <translation>训练好的权重和曲线也在其中。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Otherwise it is lost.</source>
        <translation>否则更改会丢失。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>{file} is open in another window. Choose another name.</source>
        <translation>{file} 已在另一个窗口中打开。请换一个名称。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Save a copy</source>
        <translation>保存副本</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>{name} (copy)</source>
        <translation>{name}（副本）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Save a copy without weights</source>
        <translation>保存不含权重的副本</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>{name} (without weights)</source>
        <translation>{name}（不含权重）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>{file} is the document itself. Choose another name.</source>
        <translation>{file} 就是当前文档。请换一个名称。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>The copy was saved as {file}.</source>
        <translation>副本已存入 {file}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>CNN Lab networks (*.cnnlab)</source>
        <translation>CNN Lab 网络 (*.cnnlab)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Another program has changed {name} since it was opened here.</source>
        <translation>{name} 在这里打开之后，被另一个程序修改过。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Overwriting it would lose what the other has saved.</source>
        <translation>覆盖它会丢失另一个程序保存的内容。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Save as …</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Open the other</source>
        <translation>打开另一个</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>{name} (as on the disk)</source>
        <translation>{name}（磁盘上的版本）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>Saved without weights: the network was edited since this run, so they no longer fit. Undo the edit to save them, or start a new run.</source>
        <translation>保存时没有包含权重：这次训练之后网络被修改过，权重已不匹配。撤销修改即可保存权重，或开始新的训练。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/documents.py"/>
        <source>{file} is open in another CNN Lab as well. Each would overwrite what the other saves: close it there, or save this one under another name.</source>
        <translation>{file} 也在另一个 CNN Lab 中打开着。两边会互相覆盖对方保存的内容：请在那边关闭它，或在这里换一个名称保存。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/exceptions.py"/>
        <source>There is not enough memory for this. Make the network or the batch smaller. Your work is kept.</source>
        <translation>内存不足。请缩小网络或批大小。您的工作已保留。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/exceptions.py"/>
        <source>Something went wrong that should not have: {error}. Your work is kept; save it before you go on.</source>
        <translation>出现了不应有的错误：{error}。您的工作已保留；请先保存再继续。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/export_dialog.py"/>
        <source>Stopping …</source>
        <translation>正在中止…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/export_dialog.py"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/export_dialog.py"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/export_dialog.py"/>
        <source>The file needs a name. Type one, or choose a place with the button beside.</source>
        <translation>文件需要名称。请输入名称，或用旁边的按钮选择位置。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/export_dialog.py"/>
        <source>{name} is there already and will be replaced.</source>
        <translation>{name} 已经存在，将被替换。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/export_dialog.py"/>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/export_dialog.py"/>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/export_dialog.py"/>
        <source>Choose a place …</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/export_dialog.py"/>
        <source>Writing the file</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/exporting.py"/>
        <source>The network was edited since its run, so what it learned no longer fits: it went out with the weights that a new run would begin with.</source>
        <translation>这次训练之后网络被修改过，学到的权重已不匹配：导出的是新训练开始时的权重。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/exporting.py"/>
        <source>Exported: {names}.</source>
        <translation>已导出：{names}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/exporting.py"/>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>New window</source>
        <translation>新建窗口</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Begin with an empty canvas</source>
        <translation>从空白画布开始</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Open …</source>
        <translation>打开…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Network from code …</source>
        <translation>由代码生成网络…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Paste Keras or PyTorch code and get its network; it is read, never executed</source>
        <translation>粘贴 Keras 或 PyTorch 代码，得到其中的网络；代码只读取，从不执行</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Save a copy …</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Save a copy without weights …</source>
        <translation>保存不含权重的副本…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>The network and its settings only: a small file, to be trained anew</source>
        <translation>只保存网络及其设置：文件很小，可重新训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Compare with the saved version</source>
        <translation>与已保存的版本比较</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Compare with the latest checkpoint</source>
        <translation>与最近的检查点比较</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Compare with a file …</source>
        <translation>与文件比较…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Runs of this network</source>
        <translation>此网络的训练记录</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Every run with its settings and figures, in order</source>
        <translation>按顺序列出每次训练及其设置和结果</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Import …</source>
        <translation>导入…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>A network from a file of another program</source>
        <translation>从其他程序的文件读入网络</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>The network with what it has learned, as files of other programs, a figure or a report</source>
        <translation>把网络连同所学内容导出为其他程序的文件、插图或报告</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Import blocks …</source>
        <translation>导入模块…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Put blocks from files into the palette</source>
        <translation>把文件中的模块放入层列表</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Export block …</source>
        <translation>导出模块…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>A crash costs at most so much training; edits are kept after seconds</source>
        <translation>崩溃最多损失这么长时间的训练；编辑在几秒之内就会保留</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Export picture …</source>
        <translation>导出图片…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>The network as a figure for print: SVG, PDF or PNG</source>
        <translation>把网络存为可供印刷的图：SVG、PDF 或 PNG</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Two versions side by side: layers, settings, curves and weights</source>
        <translation>并排比较两个版本：层、设置、曲线和权重</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Keep the run every minute</source>
        <translation>每分钟保留一次训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Keep the run every {count} seconds</source>
        <translation>每 {count} 秒保留一次训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/file_verbs.py"/>
        <source>Keep the run every {count} minutes</source>
        <translation>每 {count} 分钟保留一次训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Go to layer</source>
        <translation>转到层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Add layer</source>
        <translation>添加层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Add block</source>
        <translation>添加模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Open template</source>
        <translation>打开模板</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Open recent</source>
        <translation>打开最近文件</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Use data set</source>
        <translation>使用数据集</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Use loss</source>
        <translation>使用损失</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Use optimiser</source>
        <translation>使用优化器</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Use schedule</source>
        <translation>使用学习率调度</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/finding.py"/>
        <source>Show panel</source>
        <translation>显示面板</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Help and keys</source>
        <translation>帮助与快捷键</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Press Train, then click a layer: its kernels and feature maps move while it learns.</source>
        <translation>按“训练”，再点击一个层：学习时，它的卷积核和特征图会不断变化。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Drag a layer from the left onto the canvas; drop it on a link and it is inserted there.</source>
        <translation>从左侧把层拖到画布上；放在连线上就会插入该处。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Drag from the right side of a layer to the left side of another to link them.</source>
        <translation>从一个层的右侧拖到另一个层的左侧，即可连接。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>A layer with a red edge says in words what is wrong and offers what mends it.</source>
        <translation>红色边框的层会用文字说明哪里不对，并给出修正办法。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Everything can be undone. A run works on a copy: edit the network while it trains.</source>
        <translation>所有操作都可以撤销。训练使用网络的副本：训练时也可以编辑网络。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>What to do first</source>
        <translation>第一步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Walk from layer to layer along the links</source>
        <translation>沿连线逐层移动</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Move the chosen layers; with Shift farther</source>
        <translation>移动所选的层；按住 Shift 移得更远</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Ctrl + arrow keys</source>
        <translation>Ctrl + 方向键</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Make the chosen note larger or smaller</source>
        <translation>放大或缩小所选的便笺</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Hold Alt and drag</source>
        <translation>按住 Alt 拖动</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Move a layer without snapping to others</source>
        <translation>移动层时不与其他层对齐</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Alt + arrow keys</source>
        <translation>Alt + 方向键</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>From a layer to its links and on; the inspector shows what flows there</source>
        <translation>从层走到它的连线，再继续走；属性面板显示连线上流过的数据</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Edit the first setting of the chosen layer; open the chosen block</source>
        <translation>编辑所选层的第一项设置；打开所选的模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Ctrl+Delete</source>
        <translation>Ctrl+Delete</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Delete a layer and link its neighbours</source>
        <translation>删除层并连接其前后层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Hold Space and drag</source>
        <translation>按住空格拖动</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Pan the canvas; so does the middle mouse button</source>
        <translation>平移画布；也可用鼠标中键</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Zoom at the pointer</source>
        <translation>以指针处为中心缩放</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/help.py"/>
        <source>Take back what the mouse is doing; choose nothing; leave the open block; go back to the canvas</source>
        <translation>取消鼠标正在进行的操作；取消选择；离开打开的模块；回到画布</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/i18n.py"/>
        <source>{name}: {text}</source>
        <translation>{name}：{text}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/i18n.py"/>
        <source>{one}, {two}</source>
        <translation>{one}，{two}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/importing.py"/>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/importing.py"/>
        <source>Reading {name} …</source>
        <translation>正在读取 {name}…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/importing.py"/>
        <source>One part of {name} was not understood. The network is without it.</source>
        <translation>{name} 中有一处没有读懂，网络中不含这一处。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/importing.py"/>
        <source>{count} parts of {name} were not understood. The network is without them.</source>
        <translation>{name} 中有 {count} 处没有读懂，网络中不含这些地方。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/importing.py"/>
        <source>Networks of other programs ({endings})</source>
        <translation>其他程序的网络 ({endings})</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>In case of a crash</source>
        <translation>防备崩溃</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Bars on layers</source>
        <translation>层上的条形</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Workspaces</source>
        <translation>工作区</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>No files yet</source>
        <translation>还没有文件</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Forget these files</source>
        <translation>清除这些记录</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/menus.py"/>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/notices.py"/>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/notices.py"/>
        <source>Use a tenth of the learning rate and start again</source>
        <translation>学习率降到十分之一并重新开始</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/notices.py"/>
        <source>The network was edited. The run goes on with the network as it was when it began.</source>
        <translation>网络已被修改。这次训练仍使用开始时的网络。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/notices.py"/>
        <source>The network was edited since this run. What you see is from before the edit.</source>
        <translation>这次训练之后网络被修改过。现在看到的是修改之前的结果。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/notices.py"/>
        <source>Start a new run</source>
        <translation>开始新的训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/notices.py"/>
        <source>Undo the edit</source>
        <translation>撤销修改</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/notices.py"/>
        <source>Choose the files …</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/notices.py"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/picture.py"/>
        <source>Export picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/picture.py"/>
        <source>Writing {name} …</source>
        <translation>正在写入 {name}…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/readiness.py"/>
        <source>The data is being loaded.</source>
        <translation>正在加载数据。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>Show the changes</source>
        <translation>查看改动</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>{name} (as saved)</source>
        <translation>{name}（已保存）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>{name} (unsaved)</source>
        <translation>{name}（未保存）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>{name} (as it was trained)</source>
        <translation>{name}（训练时的）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>CNN Lab ended unexpectedly. Recover {name} ({details})?</source>
        <translation>CNN Lab 上次意外退出。要恢复 {name}（{details}）吗？</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>Another network follows.</source>
        <translation>之后还有一个网络。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>{count} more networks follow.</source>
        <translation>之后还有 {count} 个网络。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>1 edit</source>
        <translation>1 处修改</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>{count} edits</source>
        <translation>{count} 处修改</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>{edits} after its last save</source>
        <translation>上次保存之后有{edits}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>trained to step {step}</source>
        <translation>训练到第 {step} 步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/recovering.py"/>
        <source>CNN Lab ended unexpectedly, and what was unsaved cannot be read. {reason}</source>
        <translation>CNN Lab 上次意外退出，未保存的内容无法读取。{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>Runs of {name} – CNN Lab</source>
        <translation>{name} 的训练记录 – CNN Lab</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>This network has not been trained yet. Every run will stand here with its figures.</source>
        <translation>这个网络还没有训练过。以后每次训练及其结果都会列在这里。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>Began</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>Changed</source>
        <translation>改动</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_history.py"/>
        <source>{first} to {last}</source>
        <translation>{first} 到 {last}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_settings.py"/>
        <source>Learning rate of the last step: {rate}</source>
        <translation>最近一步的学习率：{rate}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Stopped by an error</source>
        <translation>因错误停止</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>New run</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Train on</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Stop after the step at work and wait</source>
        <translation>完成当前这一步后停下等待</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Train the network as it now is, from the start</source>
        <translation>用现在的网络从头训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Start again from the initial weights</source>
        <translation>从初始权重重新开始</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Go on with the run</source>
        <translation>继续这次训练</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Go on for as many epochs again</source>
        <translation>再训练同样多的轮数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Let the network learn from the training samples</source>
        <translation>让网络从训练样本中学习</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Loading the data …</source>
        <translation>正在加载数据…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>First start: {done} of {needed} ready …</source>
        <translation>首次启动：已就绪 {done}/{needed}…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Preparing the network …</source>
        <translation>正在准备网络…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Press Train, then click a layer.</source>
        <translation>按“训练”，再点击一个层。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Stopped at step {step}</source>
        <translation>停在第 {step} 步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>test: {result}</source>
        <translation>测试：{result}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>1 of 4: forward</source>
        <translation>1/4：前向传播</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>2 of 4: loss</source>
        <translation>2/4：损失</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>3 of 4: backward</source>
        <translation>3/4：反向传播</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>4 of 4: update</source>
        <translation>4/4：更新</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Forward pass</source>
        <translation>前向传播</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Backward pass</source>
        <translation>反向传播</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>operation {number} of {count}</source>
        <translation>第 {number}/{count} 个运算</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>{epochs} epochs done</source>
        <translation>已完成 {epochs} 轮</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Epoch {epoch} of {epochs}, step {step}</source>
        <translation>第 {epoch}/{epochs} 轮，第 {step} 步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>Epoch {epoch} of {epochs}</source>
        <translation>第 {epoch}/{epochs} 轮</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/run_words.py"/>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/runner.py"/>
        <source>Train for more epochs</source>
        <translation>再训练更多轮</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/runner.py"/>
        <source>All epochs are done. Train goes on for more of them; Reset starts anew.</source>
        <translation>各轮都已完成。按“继续训练”再训练几轮；按“重置”重新开始。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/runner.py"/>
        <source>New random weights (seed {seed})</source>
        <translation>新的随机权重（种子 {seed}）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/runner.py"/>
        <source>Change the learning rate</source>
        <translation>更改学习率</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/runner.py"/>
        <source>Change the clip limit</source>
        <translation>更改裁剪上限</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/setup_edits.py"/>
        <source>Change {field}</source>
        <translation>更改{field}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/statusbar.py"/>
        <source>{count} parameters</source>
        <translation>{count} 个参数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/statusbar.py"/>
        <source>{flops} a sample</source>
        <translation>每个样本 {flops}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/statusbar.py"/>
        <source>{size} of memory</source>
        <translation>内存 {size}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/statusbar.py"/>
        <source>1 thread</source>
        <translation>1 个线程</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/statusbar.py"/>
        <source>{count} threads</source>
        <translation>{count} 个线程</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/statusbar.py"/>
        <source>{rate} samples/s</source>
        <translation>{rate} 样本/秒</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/statusbar.py"/>
        <source>What is wrong with the network, and what mends it</source>
        <translation>网络哪里不对，如何修正</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/statusbar.py"/>
        <source>Stop loading</source>
        <translation>中止加载</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/toolbar.py"/>
        <source>Step</source>
        <translation>单步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/toolbar.py"/>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/toolbar.py"/>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Link to …</source>
        <translation>连接到…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Fold into a block</source>
        <translation>折叠为模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>One block stands for the selected layers; it can repeat</source>
        <translation>用一个模块代表所选的层；模块可以重复</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Unfold the block</source>
        <translation>展开模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>What is inside takes the block's place, every repetition</source>
        <translation>用内部的层代替模块，每次重复都展开</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Keep block in the palette …</source>
        <translation>把模块存入层列表…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Find a layer …</source>
        <translation>查找层…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Any command, layer, template or data set, by its name</source>
        <translation>按名称查找任何命令、层、模板或数据集</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Natural size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Show the whole network</source>
        <translation>显示整个网络</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Arrange the layers</source>
        <translation>排列各层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Feature maps on the canvas</source>
        <translation>在画布上显示特征图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Small pictures of every layer's output, and links as thick as the gradients</source>
        <translation>每层输出的小图，连线的粗细表示梯度的大小</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>A bar at the lower edge of each layer: its share of the network</source>
        <translation>每层下边的条形：它在整个网络中所占的比例</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Map of the network</source>
        <translation>网络缩略图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>The whole network in a corner, while not all of it is seen</source>
        <translation>看不全网络时，在角落显示整个网络</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Reset this workspace</source>
        <translation>重置此工作区</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Put the panels of this workspace back where they were at first</source>
        <translation>把此工作区的面板恢复到最初的位置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Projector mode</source>
        <translation>投影模式</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Everything half as large again</source>
        <translation>一切放大到 1.5 倍</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Reduce motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Nothing moves on its own</source>
        <translation>没有自动的动画</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Stop and test</source>
        <translation>停止并测试</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>End the run here and measure it on the test samples</source>
        <translation>在此结束训练，并用测试样本评估</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Step one operation</source>
        <translation>走一个运算</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>One function on one layer's arrays: the smallest step there is</source>
        <translation>对一个层的数组执行一个函数：最小的一步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Step one layer</source>
        <translation>走一层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>On to the next layer; it is lit on the canvas</source>
        <translation>走到下一层；它会在画布上亮起</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Step one beat</source>
        <translation>走一个环节</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Forward, loss, backward, update: one of the four at a time</source>
        <translation>前向传播、损失、反向传播、更新：每次走四个环节中的一个</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Step one batch</source>
        <translation>走一批</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>One update of the weights</source>
        <translation>更新一次权重</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Step one epoch</source>
        <translation>走一轮</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Once through all training samples</source>
        <translation>把所有训练样本学习一遍</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Check the network</source>
        <translation>检查网络</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Back to the same initial weights</source>
        <translation>回到同样的初始权重</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>New random weights</source>
        <translation>新的随机权重</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Start again from other initial weights; the number is their seed</source>
        <translation>换一组初始权重重新开始；数字是其随机种子</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Slow training down to watch it; the numbers stay the same</source>
        <translation>放慢训练以便观察；数值不受影响</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Run settings</source>
        <translation>运行设置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Epochs, clipping, split, seeds, and all settings of data, loss and optimiser</source>
        <translation>轮数、裁剪、划分、随机种子，以及数据、损失和优化器的全部设置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>What the chosen layer does, and every key</source>
        <translation>所选层的作用，以及全部快捷键</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Open .cnnlab files with CNN Lab</source>
        <translation>用 CNN Lab 打开 .cnnlab 文件</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>When they are clicked in the system's file manager</source>
        <translation>在系统的文件管理器中点击这些文件时</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Open the log</source>
        <translation>打开日志</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>What went wrong, for bug reports</source>
        <translation>出错记录，供报告问题时使用</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>Full speed</source>
        <translation>全速</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>1 step a second</source>
        <translation>每秒 1 步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/verbs.py"/>
        <source>{count} steps a second</source>
        <translation>每秒 {count} 步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/versions.py"/>
        <source>Compare with</source>
        <translation>与之比较</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/versions.py"/>
        <source>This network has never been saved: there is nothing to compare it with.</source>
        <translation>这个网络从未保存过，没有可以比较的版本。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/versions.py"/>
        <source>{name} (checkpoint)</source>
        <translation>{name}（检查点）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/versions.py"/>
        <source>There is no checkpoint yet: one is made while the network trains.</source>
        <translation>还没有检查点：训练网络时会生成检查点。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/window.py"/>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/window.py"/>
        <source>Inspector</source>
        <translation>属性</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/worker.py"/>
        <source>Something went wrong inside CNN Lab ({kind}). Your network is safe: save it, then start the run again. The details are in the log (Help menu).</source>
        <translation>CNN Lab 内部出错（{kind}）。您的网络没有受损：请先保存，再重新开始训练。详情见日志（“帮助”菜单）。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/workspaces.py"/>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/workspaces.py"/>
        <source>Build the network: palette, canvas, inspector</source>
        <translation>搭建网络：层列表、画布、属性</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/workspaces.py"/>
        <source>Watch it learn: curves, gradients, feature maps</source>
        <translation>观察学习：曲线、梯度、特征图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/workspaces.py"/>
        <source>Understand</source>
        <translation>理解</translation>
    </message>
    <message>
        <location filename="../../lab/ui/app/workspaces.py"/>
        <source>Look inside: samples, kernels and feature maps, large</source>
        <translation>深入内部：放大看样本、卷积核和特征图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/preview.py"/>
        <source>The network will stand here, layer by layer, while you type.</source>
        <translation>输入代码时，网络会逐层显示在这里。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/preview.py"/>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/preview.py"/>
        <source>{layers} layers, {parameters} parameters</source>
        <translation>{layers} 个层，{parameters} 个参数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/preview.py"/>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/preview.py"/>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/preview.py"/>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/preview.py"/>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/remarks.py"/>
        <source>What was not understood, and what to know</source>
        <translation>没有读懂的地方，以及需要了解的事项</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/remarks.py"/>
        <source>Line {line}: {reason}</source>
        <translation>第 {line} 行：{reason}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Python code (*.py)</source>
        <translation>Python 代码 (*.py)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Open code</source>
        <translation>打开代码</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Network from code</source>
        <translation>由代码生成网络</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>All that makes the network was understood.</source>
        <translation>构成网络的内容全部读懂了。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>No network yet: look at the list below the code.</source>
        <translation>还没有网络：请看代码下方的列表。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>One place was not understood. The network is without it.</source>
        <translation>有一处没有读懂，网络中不含这一处。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>{count} places were not understood. The network is without them.</source>
        <translation>有 {count} 处没有读懂，网络中不含这些地方。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Network from code – CNN Lab</source>
        <translation>由代码生成网络 – CNN Lab</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Examples:</source>
        <translation>示例：</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>The code is read, never executed.</source>
        <translation>代码只读取，从不执行。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Paste the Keras or PyTorch code of a network here, drop a file, or begin with an example.</source>
        <translation>在这里粘贴网络的 Keras 或 PyTorch 代码，拖入文件，或从示例开始。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Fill in a tutorial's network</source>
        <translation>填入教程中的一个网络</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Example in {library}</source>
        <translation>{library} 示例</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Open file …</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Open as a new network</source>
        <translation>作为新网络打开</translation>
    </message>
    <message>
        <location filename="../../lab/ui/code/window.py"/>
        <source>Show this network in the window ({keys})</source>
        <translation>在窗口中显示这个网络（{keys}）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/curves.py"/>
        <source>Loss (nats)</source>
        <translation>损失（奈特）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/curves.py"/>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/curves.py"/>
        <source>Training step</source>
        <translation>训练步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/curves.py"/>
        <source>{name}, {part}</source>
        <translation>{name}，{part}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/weights.py"/>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/weights.py"/>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/weights.py"/>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/weights.py"/>
        <source>Largest</source>
        <translation>最大差</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/weights.py"/>
        <source>Other shapes: not comparable</source>
        <translation>形状不同，无法比较</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/weights.py"/>
        <source>Norm of the difference by the norm of the first: {value}</source>
        <translation>差的范数除以前者的范数：{value}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/weights.py"/>
        <source>Nothing to compare</source>
        <translation>没有可比较的内容</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/weights.py"/>
        <source>from {low} to {high}</source>
        <translation>从 {low} 到 {high}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>{one} and {other} – CNN Lab</source>
        <translation>{one} 与 {other} – CNN Lab</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>What is different</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>Structure</source>
        <translation>结构</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>The networks are the same.</source>
        <translation>两个网络相同。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>The settings are the same.</source>
        <translation>设置相同。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>Neither version is trained.</source>
        <translation>两个版本都没有训练过。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>link</source>
        <translation>连线</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>{layers} layers, {parameters} parameters, {steps} steps</source>
        <translation>{layers} 个层，{parameters} 个参数，{steps} 步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/window.py"/>
        <source>{text}, test accuracy {accuracy}</source>
        <translation>{text}，测试准确率 {accuracy}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/words.py"/>
        <source>added</source>
        <translation>新增</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/words.py"/>
        <source>removed</source>
        <translation>删除</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/words.py"/>
        <source>changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/words.py"/>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/words.py"/>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/words.py"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../lab/ui/compare/words.py"/>
        <source>Inside</source>
        <translation>内部</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/arranging.py"/>
        <source>Arranging the layers …</source>
        <translation>正在排列各层…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/bars.py"/>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/bars.py"/>
        <source>FLOPs</source>
        <translation>FLOP 数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/bars.py"/>
        <source>{work} a sample</source>
        <translation>每个样本 {work}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/bars.py"/>
        <source>{amount}: {share} of the network</source>
        <translation>{amount}：占网络的 {share}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Title of the block</source>
        <translation>模块的标题</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Knobs</source>
        <translation>旋钮</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>A knob is one number that sets several settings inside, such as a width</source>
        <translation>旋钮是一个数，它同时设定内部的几项设置，例如宽度</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Open the block</source>
        <translation>打开模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Show what is inside on the canvas; so does a double click</source>
        <translation>在画布上显示内部结构；也可双击模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Layers in the block</source>
        <translation>模块中的层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Change the title of a block</source>
        <translation>更改模块的标题</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>New knob for</source>
        <translation>新旋钮，用于</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>{field} of all {kind}</source>
        <translation>所有{kind}的{field}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Add the knob {knob}</source>
        <translation>添加旋钮 {knob}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/block_card.py"/>
        <source>Remove the knob {knob}</source>
        <translation>移除旋钮 {knob}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/breadcrumbs.py"/>
        <source>Back to what is around the block (Esc)</source>
        <translation>回到模块外面 (Esc)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/breadcrumbs.py"/>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/breadcrumbs.py"/>
        <source>Where you are</source>
        <translation>当前位置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/designer.py"/>
        <source>No layer can take a link from {name}: every free input leads to it.</source>
        <translation>没有层能接收来自 {name} 的连线：每个空闲的输入都通向它自己。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/designer.py"/>
        <source>The network was edited while it was being arranged. Arrange it again.</source>
        <translation>排列过程中网络被修改过。请重新排列。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/empty.py"/>
        <source>Drag an Input from the left, or press Enter on a tile.</source>
        <translation>从左侧拖入“输入”层，或选中一个层后按回车。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>In</source>
        <translation>输入</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>not known yet</source>
        <translation>尚未知</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>Out</source>
        <translation>输出</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{size} a sample</source>
        <translation>每个样本 {size}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{order}, of a batch {more}</source>
        <translation>{order}，一批为 {more}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>Order</source>
        <translation>阶数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>How many axes the tensor has: a vector has 1, a matrix 2</source>
        <translation>张量有几个轴：向量有 1 个，矩阵有 2 个</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{count} bytes a sample</source>
        <translation>每个样本 {count} 字节</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{size} a batch of {count}</source>
        <translation>一批 {count} 个样本为 {size}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{count} values</source>
        <translation>{count} 个值</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{shape}, {count} numbers</source>
        <translation>{shape}，{count} 个数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>An array that is not trained and has no gradient</source>
        <translation>不参与训练、没有梯度的数组</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{array} and its gradient {gradient} have one shape</source>
        <translation>{array} 与其梯度 {gradient} 形状相同</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{count} floating-point operations a sample</source>
        <translation>每个样本 {count} 次浮点运算</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>Work</source>
        <translation>计算量</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>Of one forward pass; a multiply-add counts two</source>
        <translation>一次前向传播的计算量；一次乘加算两次运算</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>their gradients</source>
        <translation>权重的梯度</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>output of a sample</source>
        <translation>一个样本的输出</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>output of a batch of {count}</source>
        <translation>一批 {count} 个样本的输出</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>its gradient</source>
        <translation>输出的梯度</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{count} bytes</source>
        <translation>{count} 字节</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>While training, beside what the engine needs for itself</source>
        <translation>训练时所需，不含引擎自身占用的内存</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>Receptive field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>How much of the input one cell of the output sees</source>
        <translation>输出的一格能看到输入的多大范围</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>the whole input</source>
        <translation>整个输入</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{field} of {input} cells</source>
        <translation>{input} 格中的 {field} 格</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>Jump</source>
        <translation>跳距</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>How many cells of the input lie between what two neighbours see</source>
        <translation>相邻两格所看到的范围，在输入上相距多少格</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{count}, {times} times as many</source>
        <translation>{count}，是其 {times} 倍</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>{dense} against {own}</source>
        <translation>{dense}，而本层为 {own}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>Parameters of the dense layer that does the same job: its weights serve one place each</source>
        <translation>完成同样工作的全连接层的参数个数：它的每个权重只用于一个位置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/facts.py"/>
        <source>Dense instead</source>
        <translation>改用全连接</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_file.py"/>
        <source>{file} cannot be written. Choose a name that ends in .svg, .png or .pdf.</source>
        <translation>无法写入 {file}。请选择以 .svg、.png 或 .pdf 结尾的名称。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_file.py"/>
        <source>SVG picture (*.svg)</source>
        <translation>SVG 图片 (*.svg)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_file.py"/>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_file.py"/>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_formats.py"/>
        <source>Notes</source>
        <translation>便笺</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_formats.py"/>
        <source>Whether the notes on the canvas are part of the picture</source>
        <translation>画布上的便笺是否也画进图中</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_formats.py"/>
        <source>SVG picture</source>
        <translation>SVG 图片</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_formats.py"/>
        <source>The network as it stands on the canvas, for web pages, slides and drawing programs: sharp at any size, its words are text.</source>
        <translation>画布上的网络，用于网页、幻灯片和绘图软件：任意大小都清晰，其中的文字仍是文字。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_formats.py"/>
        <source>PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_formats.py"/>
        <source>The network as it stands on the canvas, on one page as large as the figure: for print and for LaTeX.</source>
        <translation>画布上的网络，占一页，页面与图一样大：用于印刷和 LaTeX。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_formats.py"/>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/figure_formats.py"/>
        <source>The network as it stands on the canvas, as a picture of pixels, twice as many as on the screen: for whatever shows no other format.</source>
        <translation>画布上的网络，存为由像素组成的图片，像素数是屏幕上的两倍：用于不支持其他格式的场合。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/find_box.py"/>
        <source>no layer</source>
        <translation>没有层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/find_box.py"/>
        <source>Find a layer</source>
        <translation>查找层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/find_box.py"/>
        <source>Find a layer by its name or kind</source>
        <translation>按名称或类型查找层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/find_box.py"/>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/find_box.py"/>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/folding.py"/>
        <source>The network was edited while the block was being made. Fold the layers again.</source>
        <translation>制作块的过程中网络被修改过。请重新折叠这些层。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/folding.py"/>
        <source>The network was edited while the block was being unfolded. Unfold it again.</source>
        <translation>展开块的过程中网络被修改过。请重新展开。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/inspector.py"/>
        <source>Name of the layer</source>
        <translation>层的名称</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/inspector.py"/>
        <source>Facts</source>
        <translation>各项数值</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/link_chooser.py"/>
        <source>Link {name} to …</source>
        <translation>把 {name} 连接到…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/link_chooser.py"/>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/link_chooser.py"/>
        <source>Search layers to link to</source>
        <translation>搜索要连接的层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/link_chooser.py"/>
        <source>Layers to link to</source>
        <translation>可连接的层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/menus.py"/>
        <source>Unfold</source>
        <translation>展开</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/menus.py"/>
        <source>Keep in the palette …</source>
        <translation>存入层列表…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/menus.py"/>
        <source>Edit settings</source>
        <translation>编辑设置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/menus.py"/>
        <source>Delete and join</source>
        <translation>删除并接通</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/menus.py"/>
        <source>Write</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/menus.py"/>
        <source>Arrange</source>
        <translation>排列</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/minimap.py"/>
        <source>The whole network. Drag to move the view.</source>
        <translation>整个网络。拖动可移动视图。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/note_box.py"/>
        <source>Text of the note</source>
        <translation>便笺的文字</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/note_box.py"/>
        <source>Write a note. Escape ends it.</source>
        <translation>输入便笺，按 Esc 结束。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/own_blocks.py"/>
        <source>Keep in the palette</source>
        <translation>存入层列表</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/own_blocks.py"/>
        <source>Rename block</source>
        <translation>重命名模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/own_blocks.py"/>
        <source>Delete the block “{title}” from your palette? Networks that have it keep it.</source>
        <translation>要从层列表中删除模块“{title}”吗？已使用它的网络不受影响。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/own_blocks.py"/>
        <source>Delete block</source>
        <translation>删除模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/own_blocks.py"/>
        <source>Export block</source>
        <translation>导出模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/own_blocks.py"/>
        <source>Import blocks</source>
        <translation>导入模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/own_blocks.py"/>
        <source>Name of the block</source>
        <translation>模块的名称</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/own_blocks.py"/>
        <source>Blocks of CNN Lab</source>
        <translation>CNN Lab 模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/palette.py"/>
        <source>Add to the network</source>
        <translation>添加到网络</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/palette.py"/>
        <source>Rename …</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/palette.py"/>
        <source>Delete …</source>
        <translation>删除…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/palette.py"/>
        <source>No layer matches “{text}”. Try another word.</source>
        <translation>没有与“{text}”相符的层。请换一个词。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/palette.py"/>
        <source>My blocks</source>
        <translation>我的模块</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/summary_page.py"/>
        <source>{count} layers</source>
        <translation>{count} 个层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/summary_page.py"/>
        <source>Choose a layer to see its settings and what flows through it.</source>
        <translation>选择一个层，查看它的设置和流过它的数据。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/summary_page.py"/>
        <source>Where the parameters are</source>
        <translation>参数分布</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/summary_page.py"/>
        <source>The shape is not known yet.</source>
        <translation>形状尚未知。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>{kind}, {name}</source>
        <translation>{kind}，{name}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>{size} {axis}</source>
        <translation>{axis} {size}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>1 layer</source>
        <translation>1 个层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>in {shape}</source>
        <translation>输入 {shape}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>out {shape}</source>
        <translation>输出 {shape}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>From {source} to {target}</source>
        <translation>从 {source} 到 {target}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>Note</source>
        <translation>便笺</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>Leads to {targets}.</source>
        <translation>通向 {targets}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>The canvas is empty.</source>
        <translation>画布是空的。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/designer/words.py"/>
        <source>{layers} layers, {links} links, nothing chosen</source>
        <translation>{layers} 个层，{links} 条连线，未选择</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/arrangement.py"/>
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/arrangement.py"/>
        <source>out</source>
        <translation>输出</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/arrangement.py"/>
        <source>row</source>
        <translation>行</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/arrangement.py"/>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/arrangement.py"/>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/arrangement.py"/>
        <source>channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/base.py"/>
        <source>The network was edited since this run. These values are from before the edit.</source>
        <translation>这次训练之后网络被修改过。这些数值是修改之前的。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>Usual size</source>
        <translation>常规大小</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>Loading the data … {percent} %</source>
        <translation>正在加载数据… {percent} %</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>{count} shown</source>
        <translation>显示 {count} 个</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>split seed {seed}</source>
        <translation>划分种子 {seed}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>All parts</source>
        <translation>所有部分</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>Sample {number}, {about}</source>
        <translation>样本 {number}，{about}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>Part of the data</source>
        <translation>数据的部分</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>Samples as points</source>
        <translation>样本点图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>First value</source>
        <translation>第一个值</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>Second value</source>
        <translation>第二个值</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/data.py"/>
        <source>The chosen sample</source>
        <translation>所选样本</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/entries.py"/>
        <source>Loss and accuracy</source>
        <translation>损失与准确率</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/entries.py"/>
        <source>Gradient size by layer</source>
        <translation>各层梯度大小</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/entries.py"/>
        <source>Kernels and weights</source>
        <translation>卷积核与权重</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/entries.py"/>
        <source>Feature maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/entries.py"/>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/entries.py"/>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Previous sample</source>
        <translation>上一个样本</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Next sample</source>
        <translation>下一个样本</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>each</source>
        <translation>各自</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Give each map its own colour scale, by its own largest value</source>
        <translation>每张特征图按各自的最大值使用自己的色标</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Fit (F)</source>
        <translation>适应大小 (F)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Choose a layer in the network to see what it makes of a sample.</source>
        <translation>在网络中选择一个层，看它如何处理样本。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Press Train to see what the layers make of a sample.</source>
        <translation>按“训练”，看各层如何处理样本。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Reading {layer} …</source>
        <translation>正在读取 {layer}…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>{shape} outputs, from {low} to {high}</source>
        <translation>{shape} 个输出，从 {low} 到 {high}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>{shape}, from {low} to {high}</source>
        <translation>{shape}，从 {low} 到 {high}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>class {name}</source>
        <translation>类别 {name}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>feature {number}</source>
        <translation>特征 {number}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Sample {number}, {about}.</source>
        <translation>样本 {number}，{about}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>{layer}: values from {low} to {high}.</source>
        <translation>{layer}：数值从 {low} 到 {high}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Number of the sample</source>
        <translation>样本编号</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>The sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>The network's answer</source>
        <translation>网络的回答</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Feature maps of the layer</source>
        <translation>该层的特征图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/feature_maps.py"/>
        <source>Outputs of the layer</source>
        <translation>该层的输出</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>Step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>Logarithmic axis (G)</source>
        <translation>对数坐标轴 (G)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>Press Train to see how large the gradients of each layer are.</source>
        <translation>按“训练”，看每层的梯度有多大。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>{layer} changes too fast ({ratio}): try a smaller learning rate.</source>
        <translation>{layer} 变化太快（{ratio}）：请减小学习率。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>{layer} learns very slowly ({ratio}): its gradient or the learning rate is small.</source>
        <translation>{layer} 学得很慢（{ratio}）：它的梯度或学习率太小。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>{layer} does not change: no gradient reaches it, or it has not been updated yet.</source>
        <translation>{layer} 没有变化：梯度传不到它，或者它还没有更新过。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>Updates are healthy in all layers (near 0.001).</source>
        <translation>各层的更新都正常（约 0.001）。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>{layer}: gradient {gradient}.</source>
        <translation>{layer}：梯度 {gradient}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>Plot of the gradient of each layer</source>
        <translation>各层梯度的曲线图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/gradients.py"/>
        <source>Gradients and updates now</source>
        <translation>当前的梯度和更新</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>Show the gradients of the last step instead of the values</source>
        <translation>显示最近一步的梯度，而不是数值</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>as pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>Show each output's weights in the shape of the input</source>
        <translation>把每个输出的权重按输入的形状显示</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>No layer of this network has weights yet. Add a convolution or a dense layer.</source>
        <translation>这个网络还没有带权重的层。请添加卷积层或全连接层。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>Press Train and watch the weights change.</source>
        <translation>按“训练”，观察权重的变化。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>The weights of {layer} are known as soon as its input is linked.</source>
        <translation>连接输入之后，才能知道 {layer} 的权重。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>{layer} has no weights: there is nothing in it to learn.</source>
        <translation>{layer} 没有权重：它没有要学习的内容。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>Which numbers of the layer</source>
        <translation>显示该层的哪些数</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/kernels.py"/>
        <source>Weights of the layer</source>
        <translation>该层的权重</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Show the learning rate of each step</source>
        <translation>显示每一步的学习率</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Press Train and watch the loss fall.</source>
        <translation>按“训练”，观察损失下降。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Step {step}, epoch {epoch}: training loss {loss}.</source>
        <translation>第 {step} 步，第 {epoch} 轮：训练损失 {loss}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Learning rate {rate}.</source>
        <translation>学习率 {rate}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Training accuracy {accuracy}.</source>
        <translation>训练准确率 {accuracy}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Validation loss {loss}.</source>
        <translation>验证损失 {loss}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Validation accuracy {accuracy}.</source>
        <translation>验证准确率 {accuracy}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Test loss {loss}.</source>
        <translation>测试损失 {loss}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Test accuracy {accuracy}.</source>
        <translation>测试准确率 {accuracy}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>by step</source>
        <translation>按步</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>by epoch</source>
        <translation>按轮</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Plot of the loss</source>
        <translation>损失曲线图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Plot of the learning rate</source>
        <translation>学习率曲线图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Accuracy (%)</source>
        <translation>准确率 (%)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Plot of the accuracy</source>
        <translation>准确率曲线图</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/loss.py"/>
        <source>Epoch {epoch}</source>
        <translation>第 {epoch} 轮</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/network.py"/>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/network.py"/>
        <source>scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/network.py"/>
        <source>shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/network.py"/>
        <source>running mean</source>
        <translation>滑动均值</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/network.py"/>
        <source>running variance</source>
        <translation>滑动方差</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/network.py"/>
        <source>{layer} is new since this run. Reset starts a run with it.</source>
        <translation>{layer} 是这次训练之后新加的。按“重置”可开始包含它的训练。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/network.py"/>
        <source>Show the layer</source>
        <translation>显示该层</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>Bend the plane to and fro</source>
        <translation>来回弯曲平面</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>This shows networks with two inputs. Choose points in the plane as data, such as XOR.</source>
        <translation>这里显示有两个输入的网络。请选择平面上的点作为数据，例如异或。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>Press Train and watch the regions form.</source>
        <translation>按“训练”，观察各区域的形成。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>Reading the plane …</source>
        <translation>正在读取平面…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>{right} of {count} right</source>
        <translation>{count} 个中对 {right} 个</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>Layer whose plane is shown</source>
        <translation>显示哪一层的平面</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>From the plane of the inputs to that of the layer</source>
        <translation>从输入平面到该层的平面</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>Plane of the inputs</source>
        <translation>输入平面</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>Plane of the layer</source>
        <translation>该层的平面</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>First feature</source>
        <translation>第一个特征</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/plane.py"/>
        <source>Second feature</source>
        <translation>第二个特征</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/samples.py"/>
        <source>value {number}</source>
        <translation>值 {number}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/samples.py"/>
        <source>row {row}, column {column}</source>
        <translation>行 {row}，列 {column}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/samples.py"/>
        <source>channel {number}, {place}</source>
        <translation>通道 {number}，{place}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/samples.py"/>
        <source>{target}, {part}</source>
        <translation>{target}，{part}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/panels/samples.py"/>
        <source>output {number}</source>
        <translation>输出 {number}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/banner.py"/>
        <source>{message} ({count} times)</source>
        <translation>{message}（{count} 次）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/banner.py"/>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/class_bars.py"/>
        <source>The network says {name} ({value}).</source>
        <translation>网络判断为 {name}（{value}）。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/class_bars.py"/>
        <source>The network says {name} ({value}), which is right.</source>
        <translation>网络判断为 {name}（{value}），判断正确。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/class_bars.py"/>
        <source>The network says {name} ({value}), but it is {truth}.</source>
        <translation>网络判断为 {name}（{value}），实际是 {truth}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/color_bar.py"/>
        <source>Colour scale from {low} to {high}</source>
        <translation>色标，从 {low} 到 {high}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/color_bar.py"/>
        <source>most</source>
        <translation>最大</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/color_bar.py"/>
        <source>least</source>
        <translation>最小</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/editors.py"/>
        <source>Choose a folder …</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/editors.py"/>
        <source>Choose a file …</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/export.py"/>
        <source>{path} cannot be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/export.py"/>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/export.py"/>
        <source>Copy data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/export.py"/>
        <source>Save picture as PNG …</source>
        <translation>图片存为 PNG…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/export.py"/>
        <source>Save picture as SVG …</source>
        <translation>图片存为 SVG…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/export.py"/>
        <source>Save data as CSV …</source>
        <translation>数据存为 CSV…</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/export.py"/>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/export.py"/>
        <source>Save data</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/export.py"/>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/fact_table.py"/>
        <source>Copy “{value}”</source>
        <translation>复制“{value}”</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/fact_table.py"/>
        <source>Copy all facts</source>
        <translation>复制各项数值</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/form.py"/>
        <source>At least {low}</source>
        <translation>至少 {low}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/form.py"/>
        <source>From {low} to {high}</source>
        <translation>从 {low} 到 {high}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/layer_table.py"/>
        <source>does not change</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/layer_table.py"/>
        <source>changes very slowly</source>
        <translation>变化很慢</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/layer_table.py"/>
        <source>healthy</source>
        <translation>正常</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/layer_table.py"/>
        <source>changes too fast</source>
        <translation>变化太快</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/layer_table.py"/>
        <source>{layer}: gradient {gradient}; update to weight {ratio}, {verdict}</source>
        <translation>{layer}：梯度 {gradient}；更新与权重之比 {ratio}，{verdict}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/layer_table.py"/>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/layer_table.py"/>
        <source>Norm of the layer's gradient at the last step looked at; the bars are logarithmic</source>
        <translation>最近一次查看时该层梯度的范数；条形按对数显示</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/layer_table.py"/>
        <source>Mean size of the last update over mean size of the weights: about 0.001 is healthy (shaded)</source>
        <translation>最近一次更新的平均大小与权重平均大小之比：约 0.001 为正常（阴影部分）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/plot.py"/>
        <source>Logarithmic axis</source>
        <translation>对数坐标轴</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/plot_frame.py"/>
        <source>Fit</source>
        <translation>适应大小</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/plot_pointer.py"/>
        <source>{value} (smooth {smooth})</source>
        <translation>{value}（平滑后 {smooth}）</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/share_bars.py"/>
        <source>{count} others</source>
        <translation>其他 {count} 个</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/share_bars.py"/>
        <source>{name}: {count}, {share}</source>
        <translation>{name}：{count}，{share}</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/trouble.py"/>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/trouble.py"/>
        <source>Open log</source>
        <translation>打开日志</translation>
    </message>
    <message>
        <location filename="../../lab/ui/widgets/volume.py"/>
        <source>a batch of {count}</source>
        <translation>一批 {count} 个</translation>
    </message>
    <message>
        <location filename="../../resources/examples/weather.csv"/>
        <source>clouds</source>
        <translation>多云</translation>
    </message>
    <message>
        <location filename="../../resources/examples/weather.csv"/>
        <source>humidity</source>
        <translation>湿度</translation>
    </message>
    <message>
        <location filename="../../resources/examples/weather.csv"/>
        <source>pressure</source>
        <translation>气压</translation>
    </message>
    <message>
        <location filename="../../resources/examples/weather.csv"/>
        <source>rain</source>
        <translation>雨</translation>
    </message>
    <message>
        <location filename="../../resources/examples/weather.csv"/>
        <source>snow</source>
        <translation>雪</translation>
    </message>
    <message>
        <location filename="../../resources/examples/weather.csv"/>
        <source>sun</source>
        <translation>晴</translation>
    </message>
    <message>
        <location filename="../../resources/examples/weather.csv"/>
        <source>temperature</source>
        <translation>气温</translation>
    </message>
    <message>
        <location filename="../../resources/examples/weather.csv"/>
        <source>weather</source>
        <translation>天气</translation>
    </message>
</context>
</TS>
